"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { archiveTrain } from "@/lib/trains/actions";
import type { TrainEntry } from "./train-data";

/** Ends a timetable. What is aboard must have gone elsewhere first, or the refusal says who it is. */
export function ArchiveTrainDialog({ train, onClose }: { train: TrainEntry; onClose: () => void }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<ShownRefusal>();
  async function confirm() {
    const [error] = await attempt(archiveTrain({ trainId: train.id }));
    if (error) {
      setRefusal(refusalOfError(error));
      return false;
    }
    void queryClient.invalidateQueries({ queryKey: ["trains"] });
    notify({ title: `${train.name} is archived`, text: "Its past departures stay in the record.", tone: "neutral" });
    router.push("/trains");
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Archive ${train.name}?`}
      description="No departure leaves any more. What is past stays in the record."
      confirmLabel="Archive the train"
      onConfirm={confirm}
    >
      {refusal && <RefusalNotice refusal={refusal} zone={train.zone} />}
    </ConfirmDialog>
  );
}
