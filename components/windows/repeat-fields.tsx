"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type WeekdayCode, weekdayCodes } from "@/lib/time/rrule";
import type { RuleDraft } from "./rule-draft";
import { weekdayNames } from "./weekday-names";
import { WeekdayToggles } from "./weekday-toggles";

const positions = [
  { value: "1", label: "First" },
  { value: "2", label: "Second" },
  { value: "3", label: "Third" },
  { value: "4", label: "Fourth" },
  { value: "-1", label: "Last" },
];

const monthDays = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `Day ${index + 1}` })),
  { value: "-1", label: "Last day" },
];

type RepeatFieldsProps = {
  draft: RuleDraft;
  set: (change: Partial<RuleDraft>) => void;
  /** What is wrong with a rule of one's own. */
  error: string | undefined;
};

/** What the chosen way to repeat leaves to say. */
export function RepeatFields({ draft, set, error }: RepeatFieldsProps) {
  switch (draft.repeat) {
    case "weekly":
      return (
        <div className="grid gap-4">
          <WeekdayToggles value={draft.weekdays} onChange={(weekdays) => set({ weekdays })} />
          <Field label="Every how many weeks" required className="max-w-48">
            <TextInput
              type="number"
              min={1}
              max={52}
              value={draft.everyWeeks}
              onChange={(event) => set({ everyWeeks: Math.max(1, Math.floor(Number(event.currentTarget.value) || 1)) })}
            />
          </Field>
        </div>
      );
    case "monthly_day":
      return (
        <Field
          label="Which day"
          required
          className="max-w-48"
          hint={draft.monthDay > 28 ? "Months without this day are left out." : undefined}
        >
          <Select
            value={String(draft.monthDay)}
            onChange={(event) => set({ monthDay: Number(event.currentTarget.value) })}
            options={monthDays}
          />
        </Field>
      );
    case "monthly_position":
      return (
        <div className="grid grid-cols-2 gap-4">
          <Field label="Which one" required>
            <Select
              value={String(draft.position)}
              onChange={(event) => set({ position: Number(event.currentTarget.value) })}
              options={positions}
            />
          </Field>
          <Field label="Weekday" required>
            <Select
              value={draft.positionDay}
              onChange={(event) => set({ positionDay: event.currentTarget.value as WeekdayCode })}
              options={weekdayCodes.map((code) => ({ value: code, label: weekdayNames[code] }))}
            />
          </Field>
        </div>
      );
    case "custom":
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
    default:
      return null;
  }
}
