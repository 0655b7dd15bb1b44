"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { weekdayNames } from "@/lib/time/describe-rule";
import { weekdayCodes } from "@/lib/time/rrule";
import { monthNames } from "@/lib/time/words";
import type { PositionDay, RuleDraft } from "./rule-draft";
import { WeekdayToggles } from "./weekday-toggles";

const positions = [
  { value: "1", label: "First" },
  { value: "2", label: "Second" },
  { value: "3", label: "Third" },
  { value: "4", label: "Fourth" },
  { value: "5", label: "Fifth" },
  { value: "-1", label: "Last" },
  { value: "-2", label: "Second to last" },
];
const positionDays = [
  ...weekdayCodes.map((code) => ({ value: code, label: weekdayNames[code] })),
  { value: "weekday", label: "Weekday (Monday to Friday)" },
];
const monthDays = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `Day ${index + 1}` })),
  { value: "-1", label: "Last day" },
];
const months = monthNames.map((label, index) => ({ value: String(index + 1), label }));

type RepeatFieldsProps = {
  draft: RuleDraft;
  set: (change: Partial<RuleDraft>) => void;
  /** What is wrong with a rule of one's own. */
  error: string | undefined;
};

/** What the chosen way to repeat leaves to say: on which days. */
export function RepeatFields({ draft, set, error }: RepeatFieldsProps) {
  if (draft.repeat === "custom")
    return (
      <Field
        label="Rule"
        required
        error={error}
        hint="RFC 5545, without the RRULE: in front: FREQ=MONTHLY;BYDAY=2TU,4TU"
      >
        <TextInput
          mono
          value={draft.rrule}
          maxLength={500}
          spellCheck={false}
          autoCapitalize="characters"
          onChange={(event) => set({ rrule: event.currentTarget.value })}
        />
      </Field>
    );
  return <DayFields draft={draft} set={set} />;
}

function DayFields({ draft, set }: Omit<RepeatFieldsProps, "error">) {
  const isYearly = draft.repeat.startsWith("yearly");
  switch (draft.repeat) {
    case "weekly":
      return <WeekdayToggles value={draft.weekdays} onChange={(weekdays) => set({ weekdays })} />;
    case "monthly_day":
    case "yearly_day":
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Which day"
            required
            hint={!isYearly && draft.monthDay > 28 ? "Months without this day are left out." : undefined}
          >
            <Select
              value={String(draft.monthDay)}
              onChange={(event) => set({ monthDay: Number(event.currentTarget.value) })}
              options={monthDays}
            />
          </Field>
          {isYearly && <MonthField draft={draft} set={set} />}
        </div>
      );
    case "monthly_position":
    case "yearly_position":
      return (
        <div className={isYearly ? "grid gap-4 sm:grid-cols-3" : "grid gap-4 sm:grid-cols-2"}>
          <Field
            label="Which one"
            required
            hint={draft.position === 5 ? "Months without a fifth are left out." : undefined}
          >
            <Select
              value={String(draft.position)}
              onChange={(event) => set({ position: Number(event.currentTarget.value) })}
              options={positions}
            />
          </Field>
          <Field label="Weekday" required>
            <Select
              value={draft.positionDay}
              onChange={(event) => set({ positionDay: event.currentTarget.value as PositionDay })}
              options={positionDays}
            />
          </Field>
          {isYearly && <MonthField draft={draft} set={set} />}
        </div>
      );
    default:
      return null;
  }
}

function MonthField({ draft, set }: Omit<RepeatFieldsProps, "error">) {
  return (
    <Field label="Month" required>
      <Select
        value={String(draft.month)}
        onChange={(event) => set({ month: Number(event.currentTarget.value) })}
        options={months}
      />
    </Field>
  );
}
