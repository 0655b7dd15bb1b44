"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { RefusalNotice } from "./refusal-notice";

type ReasonDialogProps = Pick<
  ComponentProps<typeof ConfirmDialog>,
  "title" | "description" | "confirmLabel" | "cancelLabel" | "tone"
> & {
  zone: string;
  /** What whoever confirms should know, above the field. */
  notice?: ReactNode;
  /** Shown at the field when it is left empty. */
  whyAsked: string;
  /** What is done for this reason; answers as an action does. */
  act: (reason: string) => PromiseLike<readonly [unknown, ...unknown[]]>;
  /** What is said once it is done. */
  done: Parameters<typeof notify>[0];
  onClose: () => void;
};

/** Asks for a reason before something is done that others must understand, and shows why it was refused if it was. */
export function ReasonDialog({ zone, notice, whyAsked, act, done, onClose, ...dialog }: ReasonDialogProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  async function confirm() {
    if (reason.trim() === "") {
      setMissing(true);
      return false;
    }
    const [error] = await attempt(act(reason));
    if (error) {
      setRefusal(refusalOfError(error));
      return false;
    }
    // Everybody hears of it by the event stream; whoever did it should not have to wait for that.
    void queryClient.invalidateQueries();
    notify(done);
    return true;
  }
  return (
    <ConfirmDialog {...dialog} open onOpenChange={(open) => !open && onClose()} onConfirm={confirm}>
      {notice}
      <Field label="Reason" required error={missing ? whyAsked : undefined}>
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
