"use client";

import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { type MilestoneBefore, milestonesBefore, milestoneWords, mostWorkingDays } from "@/lib/domain/train-milestones";
import type { TrainDraft } from "./train-draft";

type MilestoneFieldsProps = {
  draft: TrainDraft;
  set: (change: Partial<TrainDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

const meanings: Readonly<Record<MilestoneBefore, string>> = {
  boarding: "From here on releases may board.",
  cutoff: "Who is not aboard by then takes the next departure. It never moves.",
  qa_exit: "What QA has not accepted by then moves on.",
  go_no_go: "By then somebody says go, or the policy does.",
};

/** Each milestone before the departure: so many working days, at which time. */
export function MilestoneFields({ draft, set, errorOf }: MilestoneFieldsProps) {
  return (
    <div className="grid gap-4">
      <p className="text-ink-2 text-sm">
        Counted back from the day of departure in working days; 0 is the day of departure itself.
      </p>
      {milestonesBefore.map((name) => {
        const rule = draft.milestones[name];
        const change = (part: Partial<typeof rule>) =>
          set({ milestones: { ...draft.milestones, [name]: { ...rule, ...part } } });
        return (
          <fieldset key={name} className="min-w-0">
            <legend className="font-medium text-sm">{milestoneWords[name]}</legend>
            <p className="mb-1.5 text-ink-2 text-xs">{meanings[name]}</p>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label="Working days before" required error={errorOf(`milestones.${name}.workingDays`)}>
                <TextInput
                  type="number"
                  min={0}
                  max={mostWorkingDays}
                  value={rule.workingDays}
                  onChange={(event) => change({ workingDays: Math.floor(Number(event.currentTarget.value) || 0) })}
                />
              </Field>
              <Field label="At" required error={errorOf(`milestones.${name}.at`)}>
                <DateTimeInput
                  kind="time"
                  zone={draft.rule.zone}
                  value={rule.at}
                  onChange={(event) => change({ at: event.currentTarget.value })}
                />
              </Field>
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
