"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { resumeDeparture } from "@/lib/trains/actions";
import type { DepartureDetail } from "./train-data";

/** Takes a skipped departure up again. */
export function ResumeDialog({ detail, onClose }: { detail: DepartureDetail; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const { id: departureId, name, train } = detail.departure;
  async function confirm() {
    const [error] = await attempt(resumeDeparture({ departureId }));
    if (error) {
      setRefusal(refusalOfError(error));
      return false;
    }
    void queryClient.invalidateQueries();
    notify({ title: `${name} takes place` });
    return true;
  }
  return (
    <ConfirmDialog
      open
      tone="primary"
      onOpenChange={(open) => !open && onClose()}
      title={`Take ${name} up again?`}
      description="It boards and leaves by its timetable. Releases that moved on stay where they are now."
      confirmLabel="Take it up again"
      cancelLabel="Leave it skipped"
      onConfirm={confirm}
    >
      {refusal && <RefusalNotice refusal={refusal} zone={train.zone} />}
    </ConfirmDialog>
  );
}
