"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";

type ExceptionDialogProps = Pick<
  ComponentProps<typeof ConfirmDialog>,
  "title" | "description" | "confirmLabel" | "cancelLabel" | "tone"
> & {
  /** What is to be written; left out: nothing. */
  field?: { label: string; required: boolean; whyAsked?: string };
  act: (text: string) => Promise<readonly [error: unknown, value: unknown, ...unknown[]]>;
  /** What is said once it is done. */
  done: string;
  onClose: () => void;
};

/** Asks before something is done with an exception, with a text where one is due, and says why it was refused if it was. */
export function ExceptionDialog({ field, act, done, onClose, ...dialog }: ExceptionDialogProps) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  async function confirm() {
    if (field?.required && text.trim() === "") {
      setMissing(true);
      return false;
    }
    if ((await form.run(() => act(text))) === undefined) return false;
    void queryClient.invalidateQueries();
    notify({ title: done });
    return true;
  }
  return (
    <ConfirmDialog {...dialog} open onOpenChange={(open) => !open && onClose()} onConfirm={confirm}>
      {field && (
        <Field label={field.label} required={field.required} error={missing ? field.whyAsked : undefined}>
          <TextArea
            rows={2}
            maxLength={2_000}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setMissing(false);
            }}
          />
        </Field>
      )}
      <FormRefusal refusal={form.refusal} />
    </ConfirmDialog>
  );
}
