import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** One yes or no. The whole line is its target. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={clsx("flex min-h-6 items-start gap-2.5 phone:min-h-11 phone:items-center", className)}>
      <input type="checkbox" {...rest} className="mt-0.5 size-4 shrink-0 accent-accent phone:mt-0 phone:size-5" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-ink-2 text-xs">{hint}</span>}
      </span>
    </label>
  );
}
