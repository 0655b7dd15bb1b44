import { clsx } from "clsx";
import { Fragment, type ReactNode } from "react";

export type Fact = { term: string; value: ReactNode };

/** Terms and their values, two columns. */
export function DescriptionList({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={clsx("grid grid-cols-[minmax(4.75rem,auto)_1fr] gap-x-3 gap-y-1.5 text-sm", className)}>
      {facts.map(({ term, value }) => (
        <Fragment key={term}>
          <dt className="text-ink-2">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
