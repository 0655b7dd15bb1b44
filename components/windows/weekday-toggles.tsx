"use client";

import { weekdayNames } from "@/lib/time/describe-rule";
import { type WeekdayCode, weekdayCodes } from "@/lib/time/rrule";

/** The days of a week, side by side, each on or off. Checkboxes underneath. */
export function WeekdayToggles({
  value,
  onChange,
}: {
  value: readonly WeekdayCode[];
  onChange: (value: WeekdayCode[]) => void;
}) {
  const toggle = (code: WeekdayCode, on: boolean) =>
    onChange(weekdayCodes.filter((other) => (other === code ? on : value.includes(other))));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-sm">Days</legend>
      <div className="flex flex-wrap gap-1.5">
        {weekdayCodes.map((code) => (
          <label
            key={code}
            className="grid min-h-8 min-w-11 cursor-pointer select-none place-items-center rounded-md border border-control bg-panel px-2 text-ink-2 hover:border-ink-2 has-checked:border-primary has-checked:bg-primary has-checked:font-semibold has-checked:text-on-primary has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 phone:min-h-11"
          >
            <input
              type="checkbox"
              checked={value.includes(code)}
              onChange={(event) => toggle(code, event.currentTarget.checked)}
              aria-label={weekdayNames[code]}
              className="sr-only"
            />
            <span aria-hidden="true">{weekdayNames[code].slice(0, 2)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
