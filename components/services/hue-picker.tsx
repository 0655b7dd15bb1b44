"use client";

import { useId } from "react";
import { hueColour } from "@/components/ui/hue-colour";

const hues = Array.from({ length: 12 }, (_, hue) => hue);

/** The colour of a team's slots on the schedule. Radio buttons underneath: arrows move, one tab stop. */
export function HuePicker({ value, onChange }: { value: number; onChange: (hue: number) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">Colour on the schedule</legend>
      <div className="flex flex-wrap gap-2">
        {hues.map((hue) => (
          <label
            key={hue}
            className="grid size-8 cursor-pointer place-items-center rounded-full border-2 border-transparent hover:border-line has-checked:border-ink has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 phone:size-11"
          >
            <input
              type="radio"
              name={name}
              aria-label={`Colour ${hue + 1}`}
              checked={hue === value}
              onChange={() => onChange(hue)}
              className="sr-only"
            />
            <span
              aria-hidden="true"
              className="size-5 rounded-full phone:size-7"
              style={{ backgroundColor: hueColour(hue) }}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
