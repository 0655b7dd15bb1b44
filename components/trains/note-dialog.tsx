"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";

type NoteDialogProps = {
  zone: string;
  title: string;
  description: ReactNode;
  /** What whoever does it should know, above the field. */
  notice?: ReactNode;
  label: string;
  /** Why a note is needed; left out: it is optional. */
  whyAsked?: string;
  confirmLabel: string;
  tone?: "primary" | "danger";
  act: (note: string) => Promise<readonly [error: unknown, value: unknown, ...unknown[]]>;
  done: Parameters<typeof notify>[0];
  onClose: () => void;
};

/** Does something with a note that others read. Where there is a need for one it says why; a refusal is shown where it happened. */
export function NoteDialog(props: NoteDialogProps) {
  const {
    zone,
    title,
    description,
    notice,
    label,
    whyAsked,
    confirmLabel,
    tone = "primary",
    act,
    done,
    onClose,
  } = props;
  const queryClient = useQueryClient();
  const form = useFormAction(["note", "reason"]);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  async function confirm() {
    if (whyAsked !== undefined && note.trim() === "") return setMissing(true);
    if (!(await form.run(() => act(note)))) return;
    void queryClient.invalidateQueries();
    notify(done);
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant={tone === "danger" ? "danger" : "primary"} pending={form.pending} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {notice}
      <Field
        label={label}
        required={whyAsked !== undefined}
        error={(missing ? whyAsked : undefined) ?? form.errorOf("note") ?? form.errorOf("reason")}
      >
        <TextArea
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
            setMissing(false);
          }}
        />
      </Field>
      {form.refusal && <RefusalNotice refusal={form.refusal} zone={zone} />}
    </Dialog>
  );
}
