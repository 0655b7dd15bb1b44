"use client";

import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type OverrunRule, overrunRules } from "@/lib/domain/overrun";
import { api } from "@/lib/rpc/client";
import { granularityOptions, leadOptions } from "./booking-options";
import { overrunWords } from "./overrun-words";
import type { WindowDraft } from "./window-draft";

type BookingFieldsProps = {
  draft: WindowDraft;
  set: (change: Partial<WindowDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

/** How slots are booked in the window, by whom, and what happens at its close. */
export function BookingFields({ draft, set, errorOf }: BookingFieldsProps) {
  return (
    <div className="grid gap-5">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Lanes" required error={errorOf("lanes")} hint="How many may deploy side by side.">
          <TextInput
            type="number"
            min={1}
            max={50}
            value={draft.lanes}
            onChange={(event) => set({ lanes: Math.floor(Number(event.currentTarget.value) || 1) })}
          />
        </Field>
        <Field label="Grid" required hint="Slots start and end on it.">
          <Select
            value={String(draft.granularityMinutes)}
            onChange={(event) => set({ granularityMinutes: Number(event.currentTarget.value) })}
            options={granularityOptions(draft.granularityMinutes)}
          />
        </Field>
        <Field label="Latest booking" required hint="Before the slot starts.">
          <Select
            value={String(draft.leadMinutes)}
            onChange={(event) => set({ leadMinutes: Number(event.currentTarget.value) })}
            options={leadOptions(draft.leadMinutes)}
          />
        </Field>
      </div>
      <TeamFields draft={draft} set={set} errorOf={errorOf} />
      <RadioGroup
        label="Deployments that are still under way when it closes"
        value={draft.overrun}
        onChange={(value) => set({ overrun: value as OverrunRule })}
        options={overrunRules.map((value) => ({
          value,
          label: overrunWords[value].name,
          hint: overrunWords[value].hint,
        }))}
      />
    </div>
  );
}

function TeamFields({ draft, set, errorOf }: BookingFieldsProps) {
  const { data } = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const teams = data?.teams ?? [];
  const toggle = (id: string, on: boolean) =>
    set({ teamIds: on ? [...draft.teamIds, id] : draft.teamIds.filter((other) => other !== id) });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-sm">Who may book</legend>
      <p className="mb-2 text-ink-2 text-xs">
        {draft.teamIds.length === 0 ? "Every team. Choose teams to keep it for them." : "Only the chosen teams."}
      </p>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {teams.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={draft.teamIds.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
      </div>
      <FieldError>{errorOf("teamIds")}</FieldError>
    </fieldset>
  );
}
