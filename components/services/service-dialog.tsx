"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { ScopePicker } from "@/components/freezes/scope-picker";
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
import { type Cadence, cadences } from "@/lib/domain/service-cadence";
import { api } from "@/lib/rpc/client";
import { changeService, createService } from "@/lib/services/actions";
import { cadenceWords } from "./cadence-words";
import type { ServiceRow, TeamRow } from "./service-row";

type ServiceDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  teams: readonly TeamRow[];
  /** The service to change; left out: a new one. */
  service?: ServiceRow;
};

const fields = ["name", "teamId", "description", "cadence", "dependsOnIds"];

export function ServiceDialog({ open, onOpenChange, teams, service }: ServiceDialogProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useFormAction(fields);
  const formId = useId();
  const [cadence, setCadence] = useState<Cadence>(service?.cadence ?? "slow");
  const [dependsOn, setDependsOn] = useState<string[]>(() => service?.dependsOn.map(({ id }) => id) ?? []);
  const all = useQuery({ ...api.services.list.queryOptions({ input: {} }), enabled: open });
  const others = (all.data?.services ?? []).filter(({ id }) => id !== service?.id);
  function change(next: boolean) {
    form.forget();
    onOpenChange(next);
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const columns = {
      name: String(data.get("name")),
      teamId: String(data.get("teamId")),
      description: String(data.get("description")),
      cadence,
      dependsOnIds: dependsOn,
    };
    if (service) {
      if (!(await form.run(() => changeService({ serviceId: service.id, ...columns })))) return;
      void queryClient.invalidateQueries();
      notify({ title: `${columns.name} was changed` });
    } else {
      const done = await form.run(() => createService(columns));
      if (!done) return;
      notify({ title: `${columns.name} was added`, text: "Say next how it is deployed." });
      router.push(`/settings/services/${done.value.serviceId}`);
    }
    change(false);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={service ? `Change ${service.name}` : "New service"}
      description="A deployable unit, owned by one team."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            {service ? "Save" : "Add the service"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field label="Name" required error={form.errorOf("name")}>
          <TextInput name="name" defaultValue={service?.name} required maxLength={120} autoComplete="off" />
        </Field>
        <Field label="Team" required error={form.errorOf("teamId")}>
          <Select
            name="teamId"
            defaultValue={service?.team.id ?? teams[0]?.id}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <RadioGroup
          boxed
          label="How it ships"
          value={cadence}
          onChange={(value) => setCadence(value as Cadence)}
          options={cadences.map((value) => ({
            value,
            label: cadenceWords[value].name,
            hint: cadenceWords[value].hint,
          }))}
          error={form.errorOf("cadence")}
        />
        <ScopePicker
          label="Depends on"
          placeholder="Nothing: it can be deployed first"
          choices={others}
          chosen={dependsOn}
          onChange={setDependsOn}
          error={form.errorOf("dependsOnIds")}
        />
        <Field label="Description" error={form.errorOf("description")}>
          <TextArea name="description" defaultValue={service?.description} maxLength={2_000} />
        </Field>
      </form>
    </Dialog>
  );
}
