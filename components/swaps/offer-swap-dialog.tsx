"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { TeamName } from "@/components/services/team-name";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import type { SlotDetail } from "@/components/slots/slot-data";
import { slotTitle } from "@/components/slots/slot-words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { offerSwap } from "@/lib/swaps/actions";
import { formatDuration, formatRange } from "@/lib/time/format";
import { lengthMs } from "@/lib/time/range";

/** Offers a slot for another team's: which one, and why they should. What a rule would refuse is shown and cannot be chosen. */
export function OfferSwapDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data } = useQuery(api.swaps.choices.queryOptions({ input: { slotId: slot.id } }));
  const [wanted, setWanted] = useState("");
  const [message, setMessage] = useState("");
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const chosen = data?.choices.find((choice) => choice.slot.id === wanted)?.slot;
  const isShorter = chosen !== undefined && lengthMs(chosen.during) < lengthMs(slot.during);

  async function offer() {
    setPending(true);
    const [error] = await attempt(offerSwap({ slotId: slot.id, forSlotId: wanted, message }));
    setPending(false);
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    void queryClient.invalidateQueries({ queryKey: api.swaps.key() });
    notify({
      title: "Swap offered",
      text: `${chosen?.team.name ?? "The other team"} is asked. Nothing moves until they accept.`,
    });
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={`Offer ${slotTitle(slot)} for another slot`}
      description={`${slot.environment.name}, ${formatRange(slot.during, zone)}. Both slots change places when the other team accepts.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} disabled={wanted === ""} onClick={offer}>
            Offer the swap
          </Button>
        </>
      }
    >
      {data === undefined && <Skeleton lines={4} className="h-10!" />}
      {data?.choices.length === 0 && (
        <EmptyState title="No other team has a slot near">
          A swap is for a slot of another team in the same environment, within three weeks.
        </EmptyState>
      )}
      {data !== undefined && data.choices.length > 0 && (
        <fieldset className="grid max-h-80 auto-rows-max gap-1.5 overflow-y-auto p-0.5">
          <legend className="mb-1 font-medium text-sm">For which slot</legend>
          {data.choices.map(({ slot: other, refusal: refused }) => (
            <Button
              key={other.id}
              aria-pressed={wanted === other.id}
              disabled={refused !== null}
              onClick={() => {
                setWanted(other.id);
                setRefusal(undefined);
              }}
              className={clsx(
                "justify-start! py-1.5 font-normal!",
                wanted === other.id && "border-accent! bg-accent-ground!",
              )}
            >
              <span className="grid min-w-0 gap-0.5 whitespace-normal text-left">
                <span className="flex flex-wrap gap-x-2">
                  <span className="font-medium">{formatRange(other.during, zone)}</span>
                  <span>{other.name}</span>
                </span>
                <span className="text-ink-2 text-xs">
                  {refused === null ? <TeamName team={other.team} /> : refused.message}
                </span>
              </span>
            </Button>
          ))}
        </fieldset>
      )}
      {isShorter && (
        <Notice tone="waiting">
          That slot is {formatDuration(lengthMs(chosen.during))} long, yours {formatDuration(lengthMs(slot.during))}:
          each takes exactly the other’s time.
        </Notice>
      )}
      <Field label="Message" hint="Why the other team should.">
        <TextArea
          rows={2}
          maxLength={500}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      </Field>
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </Dialog>
  );
}
