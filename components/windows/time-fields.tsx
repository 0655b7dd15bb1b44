"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field, FieldError } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { timesProblem } from "./draft-times";
import type { RuleDraft } from "./rule-draft";

/** A quick window opens often; more starts than this are better written as a rule. */
const mostTimes = 12;

type TimeFieldsProps = {
  draft: RuleDraft;
  set: (change: Partial<RuleDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

/** From when and for how long; several starts a day where the rule repeats. */
export function TimeFields({ draft, set, errorOf }: TimeFieldsProps) {
  const { moreTimes, zone } = draft;
  const mayHaveMore = draft.repeat !== "once" && draft.repeat !== "custom";
  const change = (place: number, time: string) =>
    set({ moreTimes: moreTimes.map((other, index) => (index === place ? time : other)) });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Starts at" required>
          <DateTimeInput
            kind="time"
            zone={zone}
            value={draft.startTime}
            onChange={(event) => set({ startTime: event.currentTarget.value })}
          />
        </Field>
        <DurationFields draft={draft} set={set} error={errorOf("durationMinutes")} />
      </div>
      {mayHaveMore && (
        <div className="grid gap-2">
          {moreTimes.length > 0 && (
            <ul aria-label="Further starts on the same days" className="flex flex-wrap gap-2">
              {moreTimes.map((time, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a start has no name of its own, and two may be the same while they are typed
                <li key={place} className="flex items-center gap-1">
                  <Field label={`Start ${place + 2}`} hideLabel required>
                    <DateTimeInput
                      kind="time"
                      zone={zone}
                      value={time}
                      onChange={(event) => change(place, event.currentTarget.value)}
                    />
                  </Field>
                  <Button
                    iconOnly
                    size="sm"
                    variant="quiet"
                    aria-label={`Take start ${place + 2} away`}
                    onClick={() => set({ moreTimes: moreTimes.filter((_, index) => index !== place) })}
                  >
                    <X className="size-4" aria-hidden="true" />
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <FieldError>{timesProblem(draft)}</FieldError>
          {moreTimes.length < mostTimes && (
            <Button
              size="sm"
              className="justify-self-start"
              icon={<Plus className="size-4" aria-hidden="true" />}
              onClick={() => set({ moreTimes: [...moreTimes, laterThan(draft)] })}
            >
              Another start on the same days
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Two hours after the last one, at the same minute: a rule that can be said. */
function laterThan({ startTime, moreTimes }: RuleDraft): string {
  const last = [startTime, ...moreTimes].sort().at(-1) ?? "06:00";
  const hour = (Number(last.slice(0, 2)) + 2) % 24;
  return `${String(hour).padStart(2, "0")}${last.slice(2)}`;
}

function DurationFields({ draft, set, error }: Omit<TimeFieldsProps, "errorOf"> & { error: string | undefined }) {
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
