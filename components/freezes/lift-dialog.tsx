"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { LiftRehearsal } from "@/components/plans/rehearsals";
import { takeBack } from "@/components/shell/take-back";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { liftFreeze, reinstateFreeze } from "@/lib/freezes/actions";

type LiftDialogProps = { freezeId: string; name: string; onClose: () => void };

/** Asks before a freeze ends for good, and offers to take that back. */
export function LiftDialog({ freezeId, name, onClose }: LiftDialogProps) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  async function lift() {
    const done = await form.run(() => liftFreeze({ freezeId }));
    if (!done) return false;
    void queryClient.invalidateQueries();
    notify({
      title: `${name} was lifted`,
      text: "What it had postponed is planned again at its pace, or waits for a decision.",
      undo: takeBack(() => reinstateFreeze({ freezeId })),
    });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Lift ${name}?`}
      description="It closes nothing any more, at once, and what it had postponed is planned again. It stays on the record, and you can take it back."
      confirmLabel="Lift the freeze"
      onConfirm={lift}
    >
      <LiftRehearsal freezeId={freezeId} />
      <FormRefusal refusal={form.refusal} />
    </ConfirmDialog>
  );
}
