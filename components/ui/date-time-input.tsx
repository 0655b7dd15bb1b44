"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

type DateTimeInputProps = Omit<ComponentProps<"input">, "type" | "value" | "defaultValue" | "min" | "max"> & {
  /** Wall time without a zone: `2026-11-24T06:30` (or `2026-11-24`, `06:30` for the other kinds). */
  value?: string;
  defaultValue?: string;
  min?: string;
  max?: string;
  /** The IANA zone or its short name, shown beside the time: a time on screen always says its zone. */
  zone: string;
  kind?: "datetime-local" | "date" | "time";
  /** What the wall time means, in words ("Tue 24 Nov 2026 06:30 CET, in 3 days"), or why it does not exist that day. */
  readout?: string;
};

/** A local wall time in a named zone. It does not convert: the caller knows the rule for times that exist twice or never. */
export function DateTimeInput({
  zone,
  kind = "datetime-local",
  readout,
  className,
  required,
  ...rest
}: DateTimeInputProps) {
  const wiring = useFieldControl({ ...rest, required });
  return (
    <span className={clsx("grid min-w-0 gap-1", className)}>
      <span className="flex min-w-0">
        <input {...rest} {...wiring} type={kind} className={clsx(controlClass, "rounded-r-none")} />
        <span className="-ml-px grid shrink-0 place-items-center rounded-r-md border border-control bg-sunken px-2.5 text-ink-2 text-sm">
          {zone}
        </span>
      </span>
      <output className="text-ink-2 text-xs empty:hidden">{readout}</output>
    </span>
  );
}
