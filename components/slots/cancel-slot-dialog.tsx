import { takeBack } from "@/components/shell/take-back";
import { api } from "@/lib/rpc/client";
import { bookSlot, cancelSlot } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { placeInput } from "./place";
import { ReasonDialog } from "./reason-dialog";
import type { SlotDetail } from "./slot-data";
import { slotTitle } from "./slot-words";

/** Asks before a slot is given up: somebody else may have its room the moment after. */
export function CancelSlotDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const range = formatRange(slot.during, zone);
  return (
    <ReasonDialog
      zone={zone}
      title={`Give up the slot of ${slotTitle(slot)}?`}
      description={`${range}. Its room is free for others at once; until somebody takes it, it can be booked again. The release itself stays as it is.`}
      confirmLabel="Give up the slot"
      whyAsked="Say why: it stays on the record."
      act={(reason) => cancelSlot({ slotId: slot.id, reason })}
      done={{
        title: "Slot given up",
        text: `${slotTitle(slot)}, ${range}`,
        tone: "neutral",
        undo: takeBack(() => bookAgain(slot)),
      }}
      onClose={onClose}
    />
  );
}

/**
 * The same releases at the same place, as far as it is still free. It is another slot: signatures are given anew. The place is asked
 * for: a move that was still under way when the slot was given up had been made by then.
 */
async function bookAgain({ id, environment, releases, note }: SlotDetail) {
  const { occurrence, lane, during } = await api.slots.detail.call({ slotId: id });
  const place = { occurrenceId: occurrence?.id ?? null, lane, during };
  const releaseIds = releases.map(({ releaseId }) => releaseId);
  return bookSlot({ ...placeInput(place, environment.id), releaseIds, note });
}
