"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

/** Grows with what is written, up to a third of the screen. */
export function TextArea({ className, required, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const wiring = useFieldControl({ ...rest, required });
  return (
    <textarea
      rows={rows}
      {...rest}
      {...wiring}
      className={clsx(controlClass, "field-sizing-content max-h-[33dvh] min-h-18 py-1.5 phone:min-h-24", className)}
    />
  );
}
