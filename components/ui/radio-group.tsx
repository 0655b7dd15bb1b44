"use client";

import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import { FieldError } from "./field";

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type RadioGroupProps = {
  label: ReactNode;
  options: readonly RadioOption[];
  value: string | undefined;
  onChange: (value: string) => void;
  /** The form field's name. */
  name?: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** Each choice in a box of its own: few choices that need a sentence each. */
  boxed?: boolean;
  className?: string;
};

/** One of a few, all in sight. */
export function RadioGroup({ label, options, value, onChange, name, hint, error, boxed, className }: RadioGroupProps) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={clsx(error && `${id}-error`, hint && `${id}-hint`) || undefined}
      className={clsx("grid min-w-0 gap-1.5", className)}
    >
      <legend className="mb-1 font-medium text-sm">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-ink-2 text-xs">
          {hint}
        </p>
      )}
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "flex min-h-6 items-start gap-2.5 phone:min-h-11 phone:items-center",
            boxed &&
              "rounded-lg border border-line bg-panel p-3 hover:border-control has-checked:border-accent has-checked:bg-accent-ground",
          )}
        >
          <input
            type="radio"
            name={name ?? id}
            value={option.value}
            checked={value === option.value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent phone:mt-0 phone:size-5"
          />
          <span className="min-w-0">
            <span className={clsx(boxed && "font-medium")}>{option.label}</span>
            {option.hint && <span className="block text-ink-2 text-xs">{option.hint}</span>}
          </span>
        </label>
      ))}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}
