"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { cancelSlot } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { RefusalNotice } from "./refusal-notice";
import type { SlotDetail } from "./slot-data";
import { slotTitle } from "./slot-words";

/** Asks before a slot is given up: somebody else may have its room the moment after. */
export function CancelSlotDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  async function giveUp() {
    if (reason.trim() === "") {
      setMissing(true);
      return false;
    }
    const [error] = await cancelSlot({ slotId: slot.id, reason });
    if (error) {
      setRefusal(refusalOfError(error));
      return false;
    }
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({ title: "Slot given up", text: `${slotTitle(slot)}, ${formatRange(slot.during, zone)}`, tone: "neutral" });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Give up the slot of ${slotTitle(slot)}?`}
      description={`${formatRange(slot.during, zone)}. Its room is free for others at once, and this cannot be undone. The release itself stays as it is and can be booked again.`}
      confirmLabel="Give up the slot"
      onConfirm={giveUp}
    >
      <Field label="Reason" required error={missing ? "Say why: it stays on the record." : undefined}>
        <TextArea
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
      </Field>
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </ConfirmDialog>
  );
}
