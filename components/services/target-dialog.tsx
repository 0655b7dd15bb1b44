"use client";

import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { type SuccessPolicy, successPolicies } from "@/lib/domain/target-success";
import { changeTarget, createTarget } from "@/lib/services/actions";
import type { EnvironmentRow, ServiceRow, TargetRow } from "./service-row";

type TargetDialogProps = {
  environment: EnvironmentRow;
  service: ServiceRow;
  /** The target to change; left out: a new one. */
  target?: TargetRow;
  onClose: () => void;
  /** Hands out the secret of a new target, which is shown once. */
  onSecret: (secret: string) => void;
};

const fields = ["url", "successBy", "callTimeoutSeconds", "reportTimeoutSeconds"];

const successWords: Record<SuccessPolicy, { label: string; hint: string }> = {
  report: { label: "It reports", hint: "A 2xx says the call was accepted; a signed report says how it ended." },
  accepted_call: { label: "It accepts the call", hint: "A 2xx is the end: for receivers that cannot report." },
};

export function TargetDialog({ environment, service, target, onClose, onSecret }: TargetDialogProps) {
  const form = useFormAction(fields);
  const formId = useId();
  const [successBy, setSuccessBy] = useState<SuccessPolicy>(target?.successBy ?? "report");
  const [enabled, setEnabled] = useState(target?.enabled ?? true);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const columns = {
      url: String(data.get("url")),
      successBy,
      enabled,
      callTimeoutSeconds: Number(data.get("callTimeoutSeconds")),
      ...(successBy === "report" ? { reportTimeoutSeconds: Number(data.get("reportTimeoutSeconds")) } : {}),
    };
    if (target) {
      const done = await form.run(() => changeTarget({ targetId: target.id, ...columns }));
      if (!done) return;
      const isNewVersion = done.value.version !== target.version;
      notify({
        title: "The target was changed",
        text: isNewVersion ? "Approvals given for the old one do not count any more." : undefined,
        tone: isNewVersion ? "waiting" : "clear",
      });
    } else {
      const place = { serviceId: service.id, environmentId: environment.id };
      const done = await form.run(() => createTarget({ ...place, ...columns }));
      if (!done) return;
      onSecret(done.value.secret);
    }
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${service.name} in ${environment.name}`}
      description="When a slot opens, this address gets a signed call."
      sticky
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            {target ? "Save" : "Add the target"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field
          label="Address"
          required
          error={form.errorOf("url")}
          hint={target ? "Another address makes approvals stale: it is part of what is signed." : "http or https."}
        >
          <TextInput name="url" type="url" mono defaultValue={target?.url} required maxLength={2_000} />
        </Field>
        <RadioGroup
          label="A deployment has succeeded when the receiver"
          value={successBy}
          onChange={(value) => setSuccessBy(value as SuccessPolicy)}
          options={successPolicies.map((value) => ({ value, ...successWords[value] }))}
          error={form.errorOf("successBy")}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="A call may take, seconds" required error={form.errorOf("callTimeoutSeconds")}>
            <TextInput
              name="callTimeoutSeconds"
              type="number"
              min={1}
              max={60}
              required
              defaultValue={target?.callTimeoutSeconds ?? 10}
            />
          </Field>
          {successBy === "report" && (
            <Field label="Report within, seconds" required error={form.errorOf("reportTimeoutSeconds")}>
              <TextInput
                name="reportTimeoutSeconds"
                type="number"
                min={10}
                max={86_400}
                required
                defaultValue={target?.reportTimeoutSeconds ?? 3_600}
              />
            </Field>
          )}
        </div>
        <Checkbox
          label="Switched on"
          hint="Off: slots do not open, and say that it is off."
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
      </form>
    </Dialog>
  );
}
