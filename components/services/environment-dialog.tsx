"use client";

import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ZoneField } from "@/components/people/zone-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { changeEnvironment, createEnvironment } from "@/lib/services/actions";
import type { EnvironmentRow } from "./service-row";

/** Without `environment` it adds one at the end of the path. */
export function EnvironmentDialog({ environment, onClose }: { environment?: EnvironmentRow; onClose: () => void }) {
  const form = useFormAction(["name", "zone"]);
  const formId = useId();
  const [defaultOpen, setDefaultOpen] = useState(environment?.defaultOpen ?? false);
  const [requiresAcceptance, setRequiresAcceptance] = useState(environment?.requiresAcceptance ?? false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get("name"));
    const columns = { name, zone: String(data.get("zone")), defaultOpen, requiresAcceptance };
    const done = environment
      ? await form.run(() => changeEnvironment({ environmentId: environment.id, ...columns }))
      : await form.run(() => createEnvironment(columns));
    if (!done) return;
    notify({ title: environment ? `${name} was changed` : `${name} was added` });
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={environment ? `Change ${environment.name}` : "New environment"}
      description="What it asks counts from now on, for slots that are booked too."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            {environment ? "Save" : "Add the environment"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field label="Name" required error={form.errorOf("name")}>
          <TextInput name="name" defaultValue={environment?.name} required maxLength={120} autoComplete="off" />
        </Field>
        <ZoneField
          name="zone"
          defaultValue={environment?.zone}
          error={form.errorOf("zone")}
          hint="In which its schedule is read."
        />
        <Checkbox
          label="QA must have accepted the build"
          hint="Nothing is deployed here unless QA accepted exactly that build."
          checked={requiresAcceptance}
          onChange={(event) => setRequiresAcceptance(event.currentTarget.checked)}
        />
        <Checkbox
          label="Open outside windows"
          hint="Deployments are accepted at any time; a freeze closes it all the same."
          checked={defaultOpen}
          onChange={(event) => setDefaultOpen(event.currentTarget.checked)}
        />
      </form>
    </Dialog>
  );
}
