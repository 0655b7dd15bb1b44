import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

type CardProps = Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode;
  /** A quiet remark opposite the title. */
  aside?: ReactNode;
  /** CSS colour of a thick left edge (`seriesColour(...)`, `var(--risk)`). */
  edge?: string;
  /** Less room inside: cards in a column. */
  dense?: boolean;
  /** The level of the title's heading. */
  level?: 2 | 3;
};

export function Card({ title, aside, edge, dense, level = 2, className, style, children, ...rest }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section
      data-card
      {...rest}
      style={edge ? { ...style, borderLeftColor: edge } : style}
      className={clsx(
        "rounded-xl border border-line bg-panel",
        dense ? "p-3" : "p-4 md:px-[1.125rem]",
        edge && "border-l-4",
        className,
      )}
    >
      {(title || aside) && (
        <header
          className={clsx("flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5", dense ? "mb-1" : "mb-3")}
        >
          <Heading className="font-semibold text-base">{title}</Heading>
          {aside && <div className="text-ink-2 text-sm">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
