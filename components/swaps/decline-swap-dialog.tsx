"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { declineSwap } from "@/lib/swaps/actions";
import type { SwapRow } from "./swap-words";

/** Declines a swap; the other team reads the answer. */
export function DeclineSwapDialog({ swap, onClose }: { swap: SwapRow; onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [answer, setAnswer] = useState("");
  async function decline() {
    if (!(await form.run(() => declineSwap({ swapId: swap.id, answer })))) return false;
    void queryClient.invalidateQueries({ queryKey: api.swaps.key() });
    notify({ title: "Swap declined", tone: "neutral" });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Decline to swap ${swap.forSlot.name}?`}
      description={`Both slots stay where they are, and ${swap.slot.team.name} is told.`}
      confirmLabel="Decline"
      cancelLabel="Not yet"
      onConfirm={decline}
    >
      <Field label="Answer">
        <TextArea rows={2} maxLength={500} value={answer} onChange={(event) => setAnswer(event.currentTarget.value)} />
      </Field>
      <FormRefusal refusal={form.refusal} />
    </ConfirmDialog>
  );
}
