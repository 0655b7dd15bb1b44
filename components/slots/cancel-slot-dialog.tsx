"use client";

import { cancelSlot } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
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
      description={`${range}. Its room is free for others at once, and this cannot be undone. The release itself stays as it is and can be booked again.`}
      confirmLabel="Give up the slot"
      whyAsked="Say why: it stays on the record."
      act={(reason) => cancelSlot({ slotId: slot.id, reason })}
      done={{ title: "Slot given up", text: `${slotTitle(slot)}, ${range}`, tone: "neutral" }}
      onClose={onClose}
    />
  );
}
