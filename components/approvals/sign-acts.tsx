"use client";

import { useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import { formatInstant } from "@/lib/time/format";
import { entryTitle } from "./approval-words";
import { DeclineDialog } from "./decline-dialog";
import { useSign } from "./use-sign";

/** Yes or no, in reach of the thumb. Who cannot sign reads why. */
export function SignActs({ entry }: { entry: InboxEntry }) {
  const [declining, setDeclining] = useState(false);
  const { sign, pending, refusal } = useSign(entry);
  const { refused, state, own, environment } = entry;
  const title = entryTitle(entry);
  if (refused !== null) {
    return <Notice title="Somebody else signs this">{refused.message}</Notice>;
  }
  const said = own !== null && !own.stale ? formatInstant(own.at, environment.zone) : undefined;
  return (
    <>
      {said !== undefined && (
        <Notice tone={state === "signed" ? "clear" : "risk"}>
          You {state === "signed" ? "approved" : "declined"} exactly this on {said}.
        </Notice>
      )}
      {state === "others" && (
        <p className="text-ink-2 text-sm">
          It does not wait for you: others sign, or somebody declined. You may add your word.
        </p>
      )}
      {refusal && <RefusalNotice refusal={refusal} zone={environment.zone} />}
      <div className="sticky bottom-(--tabs-height) flex flex-wrap gap-2 border-line border-t bg-ground py-3 phone:-mx-4 phone:grid phone:gap-2.5 phone:px-4">
        {state !== "signed" && (
          <Button
            size="lg"
            variant="primary"
            pending={pending}
            aria-label={`Approve ${title}`}
            onClick={() => sign("approve", "")}
          >
            Approve
          </Button>
        )}
        {state !== "declined" && (
          <Button size="lg" aria-label={`Decline ${title} with a reason`} onClick={() => setDeclining(true)}>
            {state === "signed" ? "Take it back and decline…" : "Decline with a reason…"}
          </Button>
        )}
      </div>
      {declining && <DeclineDialog entry={entry} onClose={() => setDeclining(false)} />}
    </>
  );
}
