"use client";

import { clsx } from "clsx";
import { createContext, type ReactNode, use, useId } from "react";
import { Mark } from "./mark";

type FieldWiring = { id: string; describedBy?: string; invalid: boolean; required: boolean };
const FieldContext = createContext<FieldWiring | null>(null);

type FieldProps = {
  label: ReactNode;
  /** What to enter, before it is wrong. */
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: ReactNode;
  required?: boolean;
  /** The label is for screen readers only (a filter whose value says what it is). */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** A label, one control, a hint and an error, wired together: the control inside takes its ids from here. */
export function Field({ label, hint, error, required = false, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = clsx(errorId, hintId) || undefined;
  return (
    <div className={clsx("min-w-0", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "mb-1 block font-medium text-sm"}>
        {label}
        {!required && !hideLabel && <span className="font-normal text-ink-2"> (optional)</span>}
      </label>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>{children}</FieldContext>
      <FieldError id={errorId}>{error}</FieldError>
      {hint && (
        <p id={hintId} className="mt-1 text-ink-2 text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Said as soon as it appears; the mark tells it apart from a hint without colour. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <div aria-live="polite">
      {children && (
        <p id={id} className="mt-1 flex items-start gap-1.5 font-medium text-risk text-xs">
          <Mark name="triangle" className="mt-[3px]" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}

/** What a control inside a `Field` puts on its element. Its own props win. */
export function useFieldControl(own: { id?: string; "aria-describedby"?: string; required?: boolean }) {
  const field = use(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": clsx(own["aria-describedby"], field?.describedBy) || undefined,
    "aria-invalid": field?.invalid || undefined,
    "aria-required": (own.required ?? field?.required) || undefined,
  };
}
