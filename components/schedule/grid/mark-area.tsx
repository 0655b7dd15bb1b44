import type { Mark } from "@/components/schedule/schedule-data";
import type { HourScale } from "./hour-scale";
import type { Piece } from "./placed";

/** A holiday or an event behind a day: quiet, for it closes nothing. One of some hours is named where it lies. */
export function MarkArea({ piece, scale }: { piece: Piece<Mark>; scale: HourScale }) {
  const { of: mark } = piece;
  const [from, to] = mark.allDay ? [0, 1440] : [piece.from, piece.to];
  const top = scale.yOf(from);
  const height = scale.yOf(to) - top;
  return (
    <div
      aria-hidden="true"
      style={{ top, height }}
      className={`pointer-events-none absolute inset-x-0 bg-sunken/45 ${mark.allDay ? "" : "border-control/50 border-y border-dotted"}`}
    >
      {!mark.allDay && height >= 18 && (
        <span className="absolute right-1 bottom-0 max-w-full truncate text-2xs text-ink-2">{mark.title}</span>
      )}
    </div>
  );
}
