"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { setOtherEmails } from "@/lib/people/actions";
import type { PersonRow } from "@/lib/people/input";
import { FormRefusal } from "./form-refusal";
import { useFormAction } from "./use-form-action";

type AddressesDialogProps = { person: PersonRow; onClose: () => void; onChanged: () => void };

/** Other addresses of somebody: what was written or done under them is their own work, too. */
export function AddressesDialog({ person, onClose, onChanged }: AddressesDialogProps) {
  const form = useId();
  const [text, setText] = useState(person.otherEmails.join("\n"));
  const { run, pending, refusal } = useFormAction();
  async function save(event: FormEvent) {
    event.preventDefault();
    const emails = text.split(/[\s,;]+/).filter((each) => each !== "");
    if (!(await run(() => setOtherEmails({ personId: person.id, emails })))) return;
    notify({ title: `The addresses of ${person.name} are saved` });
    onChanged();
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Other addresses of ${person.name}`}
      description="Of their commits, or of a second account. Nobody signs in with them. What was written or done under them is their own work, which they neither judge nor approve."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate className="grid gap-4">
        <Field label="Addresses" hint="One a line.">
          <TextArea autoFocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
        </Field>
        <FormRefusal refusal={refusal} />
      </form>
    </Dialog>
  );
}
