import { clsx } from "clsx";
import type { ReactNode } from "react";

type RowFrameProps = {
  name: string;
  /** A mark before the name. */
  lead?: ReactNode;
  /** What stands beside the name, in small. */
  more?: ReactNode;
  height: number;
  /** What lies behind all days. */
  ground: ReactNode;
  /** What lies on days: list items. */
  children: ReactNode;
  className?: string;
};

/** A row of the quarter: its name stays in sight at the left, its days share the rest. */
export function RowFrame({ name, lead, more, height, ground, children, className }: RowFrameProps) {
  return (
    <div
      data-quarter-row
      className={clsx(
        "grid grid-cols-[9.5rem_minmax(0,1fr)] border-line border-b phone:grid-cols-[6.5rem_minmax(0,1fr)]",
        className,
      )}
    >
      <div
        aria-hidden="true"
        className="sticky left-0 z-4 flex min-w-0 flex-col justify-center border-line border-r bg-panel px-3 py-1 phone:px-2"
      >
        <span className="flex min-w-0 items-center gap-1.5 font-semibold text-sm">
          {lead}
          <span className="truncate">{name}</span>
        </span>
        {more && <span className="truncate text-2xs text-ink-2">{more}</span>}
      </div>
      <div className="relative" style={{ height }}>
        {ground}
        <ul aria-label={name}>{children}</ul>
      </div>
    </div>
  );
}

/** Where a day, or a stretch of them, lies across a row. */
export function across(from: number, to: number, days: number): { left: string; width: string } {
  return { left: `${(from / days) * 100}%`, width: `${((to - from) / days) * 100}%` };
}
