"use client";

import { type FormEvent, useId } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { createShareLink } from "@/lib/access/actions";
import { expiryOf, expiryOptions } from "./expiry";

type CreateShareLinkDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  environments: readonly { id: string; name: string }[];
  onCreated: () => void;
};

/** Makes a link to read the plan with. */
export function CreateShareLinkDialog({ open, onOpenChange, environments, onCreated }: CreateShareLinkDialogProps) {
  const form = useFormAction(["name", "environmentId", "expiresAt"]);
  const formId = useId();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const done = await form.run(() =>
      createShareLink({
        name: String(entered.get("name")),
        environmentId: String(entered.get("environmentId")) || null,
        expiresAt: expiryOf(String(entered.get("expiry"))),
      }),
    );
    if (!done) return;
    onOpenChange(false);
    onCreated();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New share link"
      description="Whoever has it can read schedule, departures and calendar without signing in: releases, teams, times and how they stand."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            Make the link
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field label="Name" required error={form.errorOf("name")} hint="Who has it: “screen in the hall”, “sales”.">
          <TextInput name="name" required maxLength={120} autoComplete="off" />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Shows" required error={form.errorOf("environmentId")}>
            <Select
              name="environmentId"
              defaultValue={environments.at(-1)?.id ?? ""}
              options={[
                { value: "", label: "Every environment" },
                ...environments.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
          <Field label="Valid for" required error={form.errorOf("expiresAt")}>
            <Select name="expiry" defaultValue="never" options={expiryOptions} />
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
