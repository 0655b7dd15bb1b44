"use client";

import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

type SegmentedProps<Value extends string> = {
  /** What is chosen, for screen readers. */
  label: string;
  options: readonly { value: Value; label: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** One of two to five short words, side by side. Radio buttons underneath: arrows move, one tab stop. */
export function Segmented<Value extends string>({ label, options, value, onChange, className }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={clsx("inline-flex min-w-0 rounded-md border border-line bg-panel", className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "grid min-h-7.5 grow select-none place-items-center px-3 text-ink-2 first-of-type:rounded-l-md last-of-type:rounded-r-md hover:text-ink phone:min-h-10.5",
            "has-checked:bg-sunken has-checked:font-semibold has-checked:text-ink",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
