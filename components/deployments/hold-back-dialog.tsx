"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import type { SlotDetail } from "@/components/slots/slot-data";
import { slotTitle } from "@/components/slots/slot-words";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { holdSlotBack } from "@/lib/slots/actions";
import { formatInstant } from "@/lib/time/format";

/** Keeps a slot from opening until somebody lets it go. The reason is what everybody else reads. */
export function HoldBackDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  async function hold() {
    if (reason.trim() === "") {
      setMissing(true);
      return false;
    }
    const [error] = await holdSlotBack({ slotId: slot.id, reason });
    if (error) {
      setRefusal(refusalOfError(error));
      return false;
    }
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({ title: `${slotTitle(slot)} is held back`, tone: "waiting" });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      tone="primary"
      title={`Hold ${slotTitle(slot)} back?`}
      description={`It does not open while it is held. Let it go before ${formatInstant(slot.during.end, zone)}, or the slot is missed.`}
      confirmLabel="Hold back"
      cancelLabel="Leave it"
      onConfirm={hold}
    >
      <Field label="Reason" required error={missing ? "Say why: everybody who waits for it reads this." : undefined}>
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
