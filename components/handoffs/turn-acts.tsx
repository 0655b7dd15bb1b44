"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { useShortcut } from "@/components/shell/shortcuts";
import { useMay } from "@/components/shell/viewer-context";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { countChecks } from "@/lib/domain/build-check";
import { claimHandoff, giveBackHandoff, passOffer, takeOverHandoff } from "@/lib/handoffs/actions";
import type { Turn } from "@/lib/handoffs/input/turn-output";
import { AcceptDialog } from "./accept-dialog";
import { ReassignDialog } from "./reassign-dialog";
import { RejectDialog } from "./reject-dialog";

type Open = "accept" | "reject" | "reassign";

/** What can be done with the build from its own page, by button and by the keys of the queue. */
export function TurnActs({ turn }: { turn: Turn }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const mayJudgeAtAll = useMay("handoff.judge");
  const [open, setOpen] = useState<Open>();
  const { run, pending, refusal } = useFormAction();
  const { handoffId, status, judge, isMine, zone } = turn;
  const build = { handoffId, service: turn.service, version: turn.release.version, number: turn.number };
  const close = () => setOpen(undefined);
  async function step(act: typeof claimHandoff) {
    await run(() => act({ handoffId }));
    void queryClient.invalidateQueries();
  }
  const kept = turn.offer !== null && !turn.offerIsMine;
  const waits = status === "queued" && judge.may && !kept;
  // Whoever gives work away decides over the first look, too.
  const keptButGivable = status === "queued" && judge.may && kept;
  const mine = status === "testing" && isMine && judge.may;
  const theirs = status === "testing" && !isMine && judge.may;
  useShortcut("c", "Claim the build", () => step(claimHandoff), { enabled: waits });
  useShortcut("a", "Accept the build", () => setOpen("accept"), { enabled: mine });
  useShortcut("r", "Reject the build", () => setOpen("reject"), { enabled: mine });
  useShortcut("u", "Give the build back to the queue", () => step(giveBackHandoff), { enabled: mine });
  useShortcut("t", "Give the build to somebody", () => setOpen("reassign"), {
    enabled: waits || mine || theirs || keptButGivable,
  });
  useShortcut("q", "Back to the queue", () => router.push("/queue"));
  return (
    <>
      {waits && (
        <Button variant="primary" pending={pending} onClick={() => step(claimHandoff)}>
          Claim
        </Button>
      )}
      {mine && (
        <>
          <Button variant="accept" onClick={() => setOpen("accept")}>
            Accept…
          </Button>
          <Button variant="danger" onClick={() => setOpen("reject")}>
            Reject…
          </Button>
          <Button pending={pending} onClick={() => step(giveBackHandoff)}>
            Give back
          </Button>
        </>
      )}
      {theirs && (
        <Button pending={pending} onClick={() => step(takeOverHandoff)}>
          Take over
        </Button>
      )}
      {turn.offerIsMine && (
        <Button pending={pending} onClick={() => step(passOffer)}>
          Let the group have it
        </Button>
      )}
      {(waits || mine || theirs || keptButGivable) && (
        <Button variant="quiet" onClick={() => setOpen("reassign")}>
          Give to somebody…
        </Button>
      )}
      {!judge.may && mayJudgeAtAll && (status === "queued" || status === "testing") && (
        <p className="max-w-72 text-ink-2 text-sm">{judge.because}</p>
      )}
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      {open === "accept" && (
        <AcceptDialog
          build={{ ...build, pipeline: turn.checks.length === 0 ? null : countChecks(turn.checks) }}
          onClose={close}
          zone={zone}
        />
      )}
      {open === "reject" && <RejectDialog build={build} onClose={close} zone={zone} />}
      {open === "reassign" && (
        <ReassignDialog builds={[build]} testers={turn.testers} onClose={close} onDone={close} zone={zone} />
      )}
    </>
  );
}
