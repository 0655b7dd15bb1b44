"use client";

import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { RuleDraft } from "./rule-draft";

const units: Partial<Record<RuleDraft["repeat"], [one: string, several: string]>> = {
  daily: ["day", "days"],
  weekly: ["week", "weeks"],
  monthly_day: ["month", "months"],
  monthly_position: ["month", "months"],
  yearly_day: ["year", "years"],
  yearly_position: ["year", "years"],
};

type EveryFieldProps = { draft: RuleDraft; set: (change: Partial<RuleDraft>) => void };

/** How often: every week, every second week. Nothing where the way to repeat says it already. */
export function EveryField({ draft, set }: EveryFieldProps) {
  const unit = units[draft.repeat];
  if (unit === undefined) return null;
  const [one, several] = unit;
  const everyIn = (text: string) => Math.min(1_000, Math.max(1, Math.floor(Number(text) || 1)));
  return (
    <Field label="Every" required hint={`1: every ${one}; 2: every second ${one}.`}>
      <span className="flex items-center gap-2">
        <TextInput
          type="number"
          min={1}
          max={1_000}
          value={draft.every}
          className="max-w-24"
          onChange={(event) => set({ every: everyIn(event.currentTarget.value) })}
        />
        <span className="whitespace-nowrap text-ink-2 text-sm">{draft.every === 1 ? one : several}</span>
      </span>
    </Field>
  );
}
