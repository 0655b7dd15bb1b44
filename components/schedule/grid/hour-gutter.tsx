import type { HourScale } from "./hour-scale";

const two = (value: number) => String(value).padStart(2, "0");

type HourGutterProps = { scale: HourScale; onFold: (fromMinute: number) => void };

/** The hours beside the days. Where somebody unfolded closed hours, the way to fold them again. */
export function HourGutter({ scale, onFold }: HourGutterProps) {
  const open = scale.pieces.filter((piece) => piece.kind === "open");
  return (
    <div className="relative" style={{ height: scale.height }}>
      {open.flatMap((piece) => {
        const hours = Array.from(
          { length: (piece.to - piece.from) / 60 + (piece === open.at(-1) ? 1 : 0) },
          (_, index) => piece.from / 60 + index,
        );
        return hours.map((hour) => (
          <span
            key={`${piece.from} ${hour}`}
            aria-hidden="true"
            style={{ top: piece.top + (hour * 60 - piece.from) * (piece.hourHeight / 60) }}
            className="absolute right-2 -translate-y-1/2 bg-panel px-0.5 text-2xs text-ink-2 first:translate-y-0 last:-translate-y-full"
          >
            {two(hour)}:00
          </span>
        ));
      })}
      {open
        .filter((piece) => piece.unfolded)
        .map((piece) => (
          <button
            key={piece.from}
            type="button"
            onClick={() => onFold(piece.from)}
            style={{ top: piece.top + 12 }}
            className="absolute right-1 z-1 rounded-sm border border-line bg-panel px-1 text-2xs text-ink-2 hover:text-ink"
            aria-label={`fold ${two(piece.from / 60)}–${two(piece.to / 60)}`}
          >
            fold
          </button>
        ))}
    </div>
  );
}
