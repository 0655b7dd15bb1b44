"use client";

import { ZoneField } from "@/components/people/zone-field";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { EndFields } from "./end-fields";
import { EveryField } from "./every-field";
import { RepeatFields } from "./repeat-fields";
import { RRuleField } from "./rrule-field";
import { type RepeatKind, type RuleDraft, repeatKinds, rruleOf } from "./rule-draft";
import { TimeFields } from "./time-fields";

const repeatNames: Record<RepeatKind, string> = {
  daily: "Every day",
  weekdays: "Every weekday (Monday to Friday)",
  weekly: "On chosen days of the week",
  monthly_day: "On a day of the month",
  monthly_position: "On a weekday of the month",
  yearly_day: "On a day of the year",
  yearly_position: "On a weekday of a month, every year",
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

/** On which days, from when, for how long, by which clock; and the same as an RRULE for those who think in them. */
export function RuleFields({ draft, onChange, errorOf, recurringOnly }: RuleFieldsProps) {
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change });
  const kinds = repeatKinds.filter((kind) => !(recurringOnly && kind === "once"));
  const isSaid = draft.repeat !== "once" && draft.repeat !== "custom";
  return (
    <div className="grid gap-4">
      <Field label="Repeats" required error={draft.repeat === "custom" ? undefined : errorOf("rrule")}>
        <Select
          value={draft.repeat}
          onChange={(event) => set(repeating(draft, event.currentTarget.value as RepeatKind))}
          options={kinds.map((kind) => ({ value: kind, label: repeatNames[kind] }))}
        />
      </Field>
      <RepeatFields draft={draft} set={set} error={errorOf("rrule")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <EveryField draft={draft} set={set} />
        <Field label={draft.repeat === "once" ? "Day" : "From this day on"} required error={errorOf("localStart")}>
          <DateTimeInput
            kind="date"
            zone={draft.zone}
            value={draft.firstDay}
            onChange={(event) => set({ firstDay: event.currentTarget.value })}
          />
        </Field>
      </div>
      <TimeFields draft={draft} set={set} errorOf={errorOf} />
      {isSaid && <EndFields draft={draft} set={set} />}
      <ZoneField
        name="zone"
        defaultValue={draft.zone}
        onChange={(zone) => set({ zone })}
        error={errorOf("zone")}
        hint="The hours follow this zone's clock, summer and winter."
      />
      {isSaid && <RRuleField draft={draft} onChange={onChange} />}
    </div>
  );
}

/** Another way to repeat: every one of them at first, and as text what the controls said before. */
function repeating(draft: RuleDraft, repeat: RepeatKind): Partial<RuleDraft> {
  if (repeat === "custom") return { repeat, rrule: rruleOf(draft) ?? "FREQ=WEEKLY" };
  return { repeat, every: 1 };
}
