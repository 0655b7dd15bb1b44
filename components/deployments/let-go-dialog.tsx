"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import type { SlotDetail } from "@/components/slots/slot-data";
import { slotTitle } from "@/components/slots/slot-words";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Row, RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { ToneMark } from "@/components/ui/tone-mark";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { letSlotGo } from "@/lib/slots/actions";

/** Lets a held slot go: everything that holds it, each with who placed it and why. */
export function LetGoDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const held = slot.blockers.filter(({ resolvedAt }) => resolvedAt === null);
  async function letGo() {
    for (const { id } of held) {
      const [error] = await attempt(letSlotGo({ blockerId: id }));
      if (error) {
        setRefusal(refusalOfError(error));
        return false;
      }
    }
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({ title: `${slotTitle(slot)} is let go`, tone: "clear" });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      tone="primary"
      title={`Let ${slotTitle(slot)} go?`}
      description="It opens at its start, or at once if that has come, when every other gate passes."
      confirmLabel="Let go"
      cancelLabel="Keep holding"
      onConfirm={letGo}
    >
      <RowList label="What holds it">
        {held.map(({ id, placedByName, placedAt, reason }) => (
          <Row
            key={id}
            lead={<ToneMark tone="risk" className="mt-px" />}
            title={reason}
            detail={
              <>
                {placedByName}, <TimeText at={placedAt} zone={zone} />
              </>
            }
          />
        ))}
      </RowList>
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </ConfirmDialog>
  );
}
