"use client";

import { ReasonDialog } from "@/components/slots/reason-dialog";
import type { SlotDetail } from "@/components/slots/slot-data";
import { slotTitle } from "@/components/slots/slot-words";
import { holdSlotBack } from "@/lib/slots/actions";
import { formatInstant } from "@/lib/time/format";

/** Keeps a slot from opening until somebody lets it go. The reason is what everybody else reads. */
export function HoldBackDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  return (
    <ReasonDialog
      zone={zone}
      tone="primary"
      title={`Hold ${slotTitle(slot)} back?`}
      description={`It does not open while it is held. Let it go before ${formatInstant(slot.during.end, zone)}, or the slot is missed.`}
      confirmLabel="Hold back"
      cancelLabel="Leave it"
      whyAsked="Say why: everybody who waits for it reads this."
      act={(reason) => holdSlotBack({ slotId: slot.id, reason })}
      done={{ title: `${slotTitle(slot)} is held back`, tone: "waiting" }}
      onClose={onClose}
    />
  );
}
