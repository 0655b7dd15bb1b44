"use client";

import { useQuery } from "@tanstack/react-query";
import { Field, FieldError } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { WeekdayToggles } from "@/components/windows/weekday-toggles";
import { type DayOffPolicy, dayOffPolicies } from "@/lib/domain/train-milestones";
import { api } from "@/lib/rpc/client";
import type { TrainDraft } from "./train-draft";
import { dayOffWords } from "./train-words";

type WorkingDayFieldsProps = {
  draft: TrainDraft;
  set: (change: Partial<TrainDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

/** Which days count, and what becomes of a departure on one that does not. */
export function WorkingDayFields({ draft, set, errorOf }: WorkingDayFieldsProps) {
  const { data } = useQuery(api.trains.choices.queryOptions({ input: {} }));
  return (
    <div className="grid gap-4">
      <div>
        <WeekdayToggles value={draft.weekdays} onChange={(weekdays) => set({ weekdays })} />
        <FieldError>{errorOf("weekdays")}</FieldError>
      </div>
      <Field
        label="Holidays"
        required
        error={errorOf("holidayCalendarId")}
        hint="All-day events of an outside calendar are no working days."
      >
        <Select
          value={draft.holidayCalendarId}
          onChange={(event) => set({ holidayCalendarId: event.currentTarget.value })}
          options={[
            { value: "", label: "None" },
            ...(data?.calendars ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <RadioGroup
        label="When a departure falls on a day off"
        value={draft.onDayOff}
        onChange={(value) => set({ onDayOff: value as DayOffPolicy })}
        options={dayOffPolicies.map((value) => ({ value, label: dayOffWords[value] }))}
      />
    </div>
  );
}
