import { clsx } from "clsx";

/** The room something will take. Give it its size by class; several lines with `lines`. */
export function Skeleton({ className, lines = 1 }: { className?: string; lines?: number }) {
  return (
    <span aria-hidden="true" className="grid gap-2">
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
          key={line}
          className={clsx(
            "block h-4 animate-breathe rounded-sm bg-sunken",
            className,
            line > 0 && line === lines - 1 && "w-3/5",
          )}
        />
      ))}
    </span>
  );
}
