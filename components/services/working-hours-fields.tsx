"use client";

import { ZoneField } from "@/components/people/zone-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { WeekdayToggles } from "@/components/windows/weekday-toggles";
import { usualHours, type WorkingHours } from "./working-hours";

type WorkingHoursFieldsProps = {
  hours: WorkingHours | null;
  onChange: (hours: WorkingHours | null) => void;
  errorOf: (field: string) => string | undefined;
};

/** When the team is at work: slots at its night are told as a conflict. */
export function WorkingHoursFields({ hours, onChange, errorOf }: WorkingHoursFieldsProps) {
  const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Working hours</legend>
      <Checkbox
        label="Has working hours"
        hint="Whoever books a slot outside of them is told. Without them the team works around the clock."
        checked={hours !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usualHours(ownZone()) : null)}
      />
      {hours !== null && (
        <>
          <WeekdayToggles value={hours.days} onChange={(days) => onChange({ ...hours, days })} />
          <div className="grid grid-cols-2 gap-3">
            <Field label="From" required error={errorOf("workStartMinute")}>
              <TextInput
                type="time"
                value={hours.from}
                onChange={(event) => onChange({ ...hours, from: event.currentTarget.value })}
              />
            </Field>
            <Field label="To" required error={errorOf("workEndMinute")}>
              <TextInput
                type="time"
                value={hours.to}
                onChange={(event) => onChange({ ...hours, to: event.currentTarget.value })}
              />
            </Field>
          </div>
          <ZoneField
            name="zone"
            defaultValue={hours.zone}
            onChange={(zone) => onChange({ ...hours, zone })}
            error={errorOf("zone")}
          />
        </>
      )}
    </fieldset>
  );
}
