"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { giveStandingApproval } from "@/lib/approvals/actions";
import type { StandingList } from "@/lib/approvals/input/standing";
import { type DatabaseChange, databaseChanges } from "@/lib/domain/release-state";
import { longestStandingDays } from "@/lib/domain/standing-approval";

type GiveStandingDialogProps = {
  list: StandingList;
  /** The window it is for, where that is settled. */
  windowId?: string;
  onClose: () => void;
};

const fields = ["windowId", "serviceId", "reason", "validDays", "mostDowntimeMinutes"];

const changeChoices: Record<DatabaseChange, { label: string; hint: string }> = {
  none: { label: "None", hint: "A release with any database change is signed by itself." },
  compatible: { label: "Compatible", hint: "The version before still runs on the changed database." },
  breaking: { label: "Breaking", hint: "Also changes with no way back but on. Hardly ever routine." },
};

/** A signature beforehand: for which window and service, for how much, how long and why. */
export function GiveStandingDialog({ list, windowId, onClose }: GiveStandingDialogProps) {
  const formId = useId();
  const form = useFormAction(fields);
  const queryClient = useQueryClient();
  const [change, setChange] = useState<DatabaseChange>("compatible");
  const [chosen, setChosen] = useState(windowId ?? list.windows[0]?.id ?? "");
  const window = list.windows.find(({ id }) => id === chosen);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const done = await form.run(() =>
      giveStandingApproval({
        windowId: chosen,
        serviceId: String(data.get("serviceId")) || null,
        mostDatabaseChange: change,
        mostDowntimeMinutes: Number(data.get("mostDowntimeMinutes")),
        reason: String(data.get("reason")),
        validDays: Number(data.get("validDays")),
      }),
    );
    if (done === undefined) return;
    void queryClient.invalidateQueries();
    notify({ title: `You signed beforehand what is routine in ${window?.name ?? "the window"}`, tone: "clear" });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title="Sign beforehand"
      description="Your signature counts for slots that stay inside what you say here. Never for your own work, and never over somebody's no."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending} disabled={chosen === ""}>
            Sign beforehand
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        <FormRefusal refusal={form.refusal} />
        {windowId === undefined && (
          <Field label="Window" required error={form.errorOf("windowId")}>
            <Select
              value={chosen}
              onChange={(event) => setChosen(event.currentTarget.value)}
              options={list.windows.map(({ id, name, environmentName }) => ({
                value: id,
                label: `${name}, ${environmentName}`,
              }))}
            />
          </Field>
        )}
        <Field label="Service" required error={form.errorOf("serviceId")}>
          <Select
            name="serviceId"
            defaultValue=""
            options={[
              { value: "", label: "Every service that may book there" },
              ...list.services.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <RadioGroup
          label="The most it may do to the database"
          value={change}
          onChange={(value) => setChange(value as DatabaseChange)}
          options={databaseChanges.map((value) => ({ value, ...changeChoices[value] }))}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="The most downtime, minutes" required error={form.errorOf("mostDowntimeMinutes")}>
            <TextInput name="mostDowntimeMinutes" type="number" min={0} max={10_080} defaultValue={0} required />
          </Field>
          <Field
            label="Counts for, days"
            required
            error={form.errorOf("validDays")}
            hint={`At most ${longestStandingDays}: routine is looked at again after that.`}
          >
            <TextInput name="validDays" type="number" min={1} max={longestStandingDays} defaultValue={30} required />
          </Field>
        </div>
        <Field label="Why this is routine" required error={form.errorOf("reason")}>
          <TextArea name="reason" rows={2} maxLength={500} required />
        </Field>
      </form>
    </Dialog>
  );
}
