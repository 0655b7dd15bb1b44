"use client";

import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { changeTeam, createTeam } from "@/lib/services/actions";
import { HuePicker } from "./hue-picker";
import type { TeamRow } from "./service-row";
import { fieldsOf, hoursOf } from "./working-hours";
import { WorkingHoursFields } from "./working-hours-fields";

type TeamDialogProps = {
  /** The team to change; left out: a new one. */
  team?: TeamRow;
  /** How many teams there are: a new one gets the next hue. */
  count: number;
  onClose: () => void;
};

export function TeamDialog({ team, count, onClose }: TeamDialogProps) {
  const form = useFormAction(["name", "hue", "zone", "workStartMinute", "workEndMinute"]);
  const formId = useId();
  // Five steps round the circle: neighbours in the list get colours that are far apart.
  const [hue, setHue] = useState(team?.hue ?? (count * 5) % 12);
  const [hours, setHours] = useState(() => (team ? hoursOf(team) : null));
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    const columns = { name, hue, ...fieldsOf(hours) };
    const done = team
      ? await form.run(() => changeTeam({ teamId: team.id, ...columns }))
      : await form.run(() => createTeam(columns));
    if (!done) return;
    notify({ title: team ? `${name} was changed` : `${name} was added` });
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={team ? `Change ${team.name}` : "New team"}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            {team ? "Save" : "Add the team"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Field label="Name" required error={form.errorOf("name")}>
          <TextInput name="name" defaultValue={team?.name} required maxLength={120} autoComplete="off" />
        </Field>
        <HuePicker value={hue} onChange={setHue} />
        <WorkingHoursFields hours={hours} onChange={setHours} errorOf={form.errorOf} />
      </form>
    </Dialog>
  );
}
