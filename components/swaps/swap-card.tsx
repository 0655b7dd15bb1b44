"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { TeamName } from "@/components/services/team-name";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { acceptSwap, withdrawSwap } from "@/lib/swaps/actions";
import { formatRange } from "@/lib/time/format";
import { DeclineSwapDialog } from "./decline-swap-dialog";
import { type SwapRow, swapLooks } from "./swap-words";

/** One offer: what for what, who asked and why, and the answer, or the buttons to give one. */
export function SwapCard({ swap }: { swap: SwapRow }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [declining, setDeclining] = useState(false);
  const { zone } = swap.environment;
  const { tone, mark, word } = swapLooks[swap.status];

  async function accept() {
    if (!(await form.run(() => acceptSwap({ swapId: swap.id })))) return;
    void queryClient.invalidateQueries();
    notify({ title: "Swapped", text: `${swap.forSlot.name} now stands ${formatRange(swap.slot.during, zone)}.` });
  }
  async function withdraw() {
    if (!(await form.run(() => withdrawSwap({ swapId: swap.id })))) return;
    void queryClient.invalidateQueries({ queryKey: api.swaps.key() });
    notify({ title: "Offer taken back", tone: "neutral" });
  }

  return (
    <Card
      dense
      title={`${swap.environment.name}, offered by ${swap.offeredBy}`}
      level={3}
      aside={
        <StatusChip tone={tone} mark={mark}>
          {word}
        </StatusChip>
      }
    >
      <div className="grid gap-2.5">
        <div className="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[1fr_auto_1fr]">
          <Side slot={swap.slot} zone={zone} />
          <ArrowLeftRight aria-label="for" className="size-4 text-ink-2 max-sm:rotate-90" />
          <Side slot={swap.forSlot} zone={zone} />
        </div>
        {swap.message && <p className="whitespace-pre-wrap text-sm">“{swap.message}”</p>}
        {swap.status === "offered" ? (
          <p className="text-ink-2 text-sm">
            Stands until <TimeText at={swap.expiresAt} zone={zone} />. Each slot takes the other’s opening, lane and
            time.
          </p>
        ) : (
          <p className="text-ink-2 text-sm">
            {swap.decidedBy ? `${swap.decidedBy}, ` : ""}
            {swap.decidedAt && <TimeText at={swap.decidedAt} zone={zone} />}
            {swap.answer && `: “${swap.answer}”`}
          </p>
        )}
        {form.refusal && <RefusalNotice refusal={form.refusal} zone={zone} />}
        {(swap.mayAnswer || swap.mayWithdraw) && (
          <div className="flex flex-wrap gap-2">
            {swap.mayAnswer && (
              <>
                <Button variant="primary" pending={form.pending} onClick={accept}>
                  Accept the swap
                </Button>
                <Button onClick={() => setDeclining(true)}>Decline…</Button>
              </>
            )}
            {swap.mayWithdraw && (
              <Button variant={swap.mayAnswer ? "quiet" : "default"} onClick={withdraw}>
                Take the offer back
              </Button>
            )}
          </div>
        )}
      </div>
      {declining && <DeclineSwapDialog swap={swap} onClose={() => setDeclining(false)} />}
    </Card>
  );
}

function Side({ slot, zone }: { slot: SwapRow["slot"]; zone: string }) {
  return (
    <div className="min-w-0">
      <p className="font-medium">
        <TextLink plain href={`/slots/${slot.id}`}>
          {slot.name}
        </TextLink>
      </p>
      <p className="text-ink-2 text-sm">{formatRange(slot.during, zone)}</p>
      <p className="text-sm">
        <TeamName team={slot.team} />
      </p>
    </div>
  );
}
