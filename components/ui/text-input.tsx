"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

type TextInputProps = ComponentProps<"input"> & {
  /** Letters of equal width: digests, tokens, commits. */
  mono?: boolean;
};

export function TextInput({ mono, className, required, ...rest }: TextInputProps) {
  const wiring = useFieldControl({ ...rest, required });
  return <input type="text" {...rest} {...wiring} className={clsx(controlClass, mono && "font-mono", className)} />;
}
