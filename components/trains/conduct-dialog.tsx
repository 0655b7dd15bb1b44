"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { conductDeparture } from "@/lib/trains/actions";
import type { DepartureRow } from "./train-data";

/** Names who conducts this departure, whatever the rota says; or gives it back to the rota. */
export function ConductDialog({ departure, onClose }: { departure: DepartureRow; onClose: () => void }) {
  const { id: departureId, name, conductor, backup, isConductorNamed } = departure;
  const queryClient = useQueryClient();
  const form = useFormAction(["conductorId", "backupId"]);
  const people = useQuery(api.trains.choices.queryOptions({ input: {} }));
  const [conductorId, setConductorId] = useState(isConductorNamed ? (conductor?.id ?? "") : "");
  const [backupId, setBackupId] = useState(isConductorNamed ? (backup?.id ?? "") : "");
  const options = [
    { value: "", label: "As the rota says" },
    ...(people.data?.people ?? []).map((person) => ({ value: person.id, label: person.name })),
  ];
  async function save() {
    const done = await form.run(() =>
      conductDeparture({ departureId, conductorId: conductorId || null, backupId: backupId || null }),
    );
    if (!done) return;
    void queryClient.invalidateQueries({ queryKey: api.trains.key() });
    notify({ title: `The conductor of ${name} was changed` });
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Who conducts"
      description={`${name} alone. Everybody else's turn stays as it is.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={form.pending} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <FormRefusal refusal={form.refusal} />
      <Field label="Conductor" required error={form.errorOf("conductorId")}>
        <Select value={conductorId} options={options} onChange={(event) => setConductorId(event.currentTarget.value)} />
      </Field>
      <Field label="Backup" required error={form.errorOf("backupId")} hint="Steps in when the conductor cannot.">
        <Select value={backupId} options={options} onChange={(event) => setBackupId(event.currentTarget.value)} />
      </Field>
    </Dialog>
  );
}
