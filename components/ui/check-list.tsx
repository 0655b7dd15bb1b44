"use client";

import { type ReactNode, useId, useState } from "react";
import { Checkbox } from "./checkbox";
import { TextInput } from "./text-input";

export type CheckOption = { value: string; label: string; lead?: ReactNode };

type CheckListProps = {
  legend: string;
  options: readonly CheckOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Beside each other: for a few short words. */
  inline?: boolean;
};

/** More than these are searched rather than read. */
const readable = 9;

/** Any of several. Of many only those that hold what is typed, and those that are chosen. */
export function CheckList({ legend, options, chosen, onChange, inline }: CheckListProps) {
  const [typed, setTyped] = useState("");
  const searchId = useId();
  const wanted = typed.trim().toLowerCase();
  const isLong = options.length > readable;
  const shown = options.filter(({ value, label }) => label.toLowerCase().includes(wanted) || chosen.includes(value));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-semibold text-ink-2 text-xs">{legend}</legend>
      {isLong && (
        <>
          <label htmlFor={searchId} className="sr-only">
            {legend}, find
          </label>
          <TextInput
            id={searchId}
            value={typed}
            placeholder="Find …"
            className="mb-2"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      )}
      <div className={inline ? "flex flex-wrap gap-x-4 gap-y-1.5" : "grid max-h-44 gap-1.5 overflow-y-auto"}>
        {shown.map(({ value, label, lead }) => (
          <Checkbox
            key={value}
            label={
              <span className="flex items-center gap-1.5">
                {lead}
                {label}
              </span>
            }
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
        ))}
        {shown.length === 0 && <p className="text-ink-2 text-sm">Nothing fits “{typed}”.</p>}
      </div>
    </fieldset>
  );
}
