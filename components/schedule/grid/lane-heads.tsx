import { clsx } from "clsx";

/** The names of the lanes above them, where a day has the screen to itself. */
export function LaneHeads({ lanes, roomAbove }: { lanes: number; roomAbove: boolean }) {
  return (
    <div
      aria-hidden="true"
      className={clsx(
        "pointer-events-none absolute inset-x-0 grid text-center text-2xs text-ink-2",
        roomAbove ? "-top-4" : "top-0.5",
      )}
      style={{ gridTemplateColumns: `repeat(${lanes}, 1fr)` }}
    >
      {Array.from({ length: lanes }, (_, index) => index + 1).map((lane) => (
        <span key={lane} className="truncate">
          lane {lane}
        </span>
      ))}
    </div>
  );
}
