"use client";

import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { RuleDraft } from "./rule-draft";

const ends = [
  { value: "never", label: "Never" },
  { value: "on", label: "On a day" },
  { value: "after", label: "After a number of times" },
];

/** How a rule that repeats ends: never, on a day, after a number of times. */
export function EndFields({ draft, set }: { draft: RuleDraft; set: (change: Partial<RuleDraft>) => void }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Ends" required>
        <Select
          value={draft.ends}
          onChange={(event) => set({ ends: event.currentTarget.value as RuleDraft["ends"] })}
          options={ends}
        />
      </Field>
      {draft.ends === "on" && (
        <Field label="Until" required hint="The last opening starts on this day at the latest.">
          <DateTimeInput
            kind="date"
            zone={draft.zone}
            value={draft.lastDay}
            min={draft.firstDay}
            onChange={(event) => set({ lastDay: event.currentTarget.value })}
          />
        </Field>
      )}
      {draft.ends === "after" && (
        <Field label="Times" required hint="Days left out count too.">
          <TextInput
            type="number"
            min={1}
            max={10_000}
            value={draft.count}
            onChange={(event) =>
              set({ count: Math.min(10_000, Math.max(1, Math.floor(Number(event.currentTarget.value) || 1))) })
            }
          />
        </Field>
      )}
    </div>
  );
}
