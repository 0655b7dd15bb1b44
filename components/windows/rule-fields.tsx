"use client";

import { ZoneField } from "@/components/people/zone-field";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { RepeatFields } from "./repeat-fields";
import { type RepeatKind, type RuleDraft, repeatKinds } from "./rule-draft";

const repeatNames: Record<RepeatKind, string> = {
  daily: "Every day",
  weekdays: "Every weekday (Monday to Friday)",
  weekly: "On chosen days of the week",
  monthly_day: "On a day of the month",
  monthly_position: "On a weekday of the month",
  once: "Once",
  custom: "By a rule of my own (RRULE)",
};

type RuleFieldsProps = {
  draft: RuleDraft;
  onChange: (draft: RuleDraft) => void;
  errorOf: (field: string) => string | undefined;
  /** Without "once": where a one-off is written in another way. */
  recurringOnly?: boolean;
};

/** On which days, from when, for how long, by which clock. */
export function RuleFields({ draft, onChange, errorOf, recurringOnly }: RuleFieldsProps) {
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change });
  const kinds = repeatKinds.filter((kind) => !(recurringOnly && kind === "once"));
  const ends = draft.repeat !== "once" && draft.repeat !== "custom";
  return (
    <div className="grid gap-4">
      <Field label="Repeats" required error={draft.repeat === "custom" ? undefined : errorOf("rrule")}>
        <Select
          value={draft.repeat}
          onChange={(event) => set({ repeat: event.currentTarget.value as RepeatKind })}
          options={kinds.map((kind) => ({ value: kind, label: repeatNames[kind] }))}
        />
      </Field>
      <RepeatFields draft={draft} set={set} error={errorOf("rrule")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={draft.repeat === "once" ? "Day" : "From this day on"} required error={errorOf("localStart")}>
          <DateTimeInput
            kind="date"
            zone={draft.zone}
            value={draft.firstDay}
            onChange={(event) => set({ firstDay: event.currentTarget.value })}
          />
        </Field>
        {ends && (
          <Field label="Until">
            <DateTimeInput
              kind="date"
              zone={draft.zone}
              value={draft.lastDay}
              onChange={(event) => set({ lastDay: event.currentTarget.value })}
            />
          </Field>
        )}
        <Field label="Starts at" required>
          <DateTimeInput
            kind="time"
            zone={draft.zone}
            value={draft.startTime}
            onChange={(event) => set({ startTime: event.currentTarget.value })}
          />
        </Field>
        <DurationFields draft={draft} set={set} error={errorOf("durationMinutes")} />
      </div>
      <ZoneField
        name="zone"
        defaultValue={draft.zone}
        onChange={(zone) => set({ zone })}
        error={errorOf("zone")}
        hint="The hours follow this zone's clock, summer and winter."
      />
    </div>
  );
}

function DurationFields({
  draft,
  set,
  error,
}: {
  draft: RuleDraft;
  set: (change: Partial<RuleDraft>) => void;
  error: string | undefined;
}) {
  const number = (text: string) => Math.max(0, Math.floor(Number(text) || 0));
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Lasts, hours" required error={error}>
        <TextInput
          type="number"
          min={0}
          max={8_760}
          value={draft.hours}
          onChange={(event) => set({ hours: number(event.currentTarget.value) })}
        />
      </Field>
      <Field label="and minutes" required>
        <TextInput
          type="number"
          min={0}
          max={59}
          value={draft.minutes}
          onChange={(event) => set({ minutes: number(event.currentTarget.value) })}
        />
      </Field>
    </div>
  );
}
