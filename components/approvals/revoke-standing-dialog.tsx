"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { revokeStandingApproval } from "@/lib/approvals/actions";
import type { Standing } from "@/lib/approvals/input/standing";

/** Asks before a signature beforehand is taken back. */
export function RevokeStandingDialog({ standing, onClose }: { standing: Standing; onClose: () => void }) {
  const form = useFormAction();
  const queryClient = useQueryClient();
  const { id, person, window } = standing;
  async function revoke() {
    const done = await form.run(() => revokeStandingApproval({ standingId: id }));
    void queryClient.invalidateQueries();
    if (done === undefined) return false;
    notify({ title: `Slots in ${window.name} wait for a signature of their own again`, tone: "waiting" });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke the standing approval of ${person.name}?`}
      description={`From now on it counts for no slot in ${window.name}, also for none that is booked already. What has opened stays open.`}
      confirmLabel="Revoke it"
      onConfirm={revoke}
    >
      <FormRefusal refusal={form.refusal} />
    </ConfirmDialog>
  );
}
