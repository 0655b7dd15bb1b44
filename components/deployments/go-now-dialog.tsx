"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import type { SlotDetail } from "@/components/slots/slot-data";
import { slotTitle } from "@/components/slots/slot-words";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { openSlotNow } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";

/** Asks before a slot opens at once: the call goes out with the press. */
export function GoNowDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<ShownRefusal>();
  async function go() {
    const [error] = await attempt(openSlotNow({ slotId: slot.id }));
    if (error) {
      setRefusal(refusalOfError(error));
      return false;
    }
    void queryClient.invalidateQueries();
    notify({ title: `${slotTitle(slot)} is on its way`, text: "The call has gone out.", tone: "clear" });
    return true;
  }
  const targets = slot.releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ");
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      tone="primary"
      title={`Open the slot of ${slotTitle(slot)} now?`}
      description={`It is booked for ${formatRange(slot.during, zone)}. Every gate is checked again; if all pass, ${targets} is called at once, and a call cannot be taken back.`}
      confirmLabel="Go now"
      cancelLabel="Not yet"
      onConfirm={go}
    >
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </ConfirmDialog>
  );
}
