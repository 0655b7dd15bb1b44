import { memo } from "react";
import type { DayPlan } from "./day-plan";
import { FreezeArea } from "./freeze-area";
import type { AxisPiece, HourScale } from "./hour-scale";
import { NowLine } from "./now-line";
import { SlotCard } from "./slot-card";
import { type CellActs, WindowBand } from "./window-band";

type DayColumnProps = {
  plan: DayPlan;
  scale: HourScale;
  zone: string;
  label: string;
  onFold: (fromMinute: number) => void;
} & CellActs;

const two = (value: number) => String(value).padStart(2, "0");

/** One day of the calendar. */
export const DayColumn = memo(function DayColumn({ plan, scale, zone, label, onFold, ...acts }: DayColumnProps) {
  return (
    <section aria-label={label} className="relative border-line border-l" style={{ height: scale.height }}>
      {scale.pieces.map((piece) =>
        piece.kind === "folded" ? (
          <button
            key={piece.from}
            type="button"
            data-cell
            tabIndex={-1}
            onClick={() => onFold(piece.from)}
            style={{ top: piece.top, height: piece.height }}
            aria-label={`${two(piece.from / 60)}–${two(piece.to / 60)} folded, show these hours`}
            className="absolute inset-x-0 bg-hatch text-2xs text-ink-2 hover:text-ink focus-visible:z-3 focus-visible:-outline-offset-2"
          >
            <span className="rounded-sm bg-panel px-1.5 py-px">
              {two(piece.from / 60)}–{two(piece.to / 60)} folded
            </span>
          </button>
        ) : (
          <HourLines key={piece.from} piece={piece} />
        ),
      )}
      {plan.bands.map((band) => (
        <WindowBand key={band.of.id} band={band} scale={scale} zone={zone} {...acts} />
      ))}
      {plan.anytime.map((piece) => (
        <SlotCard
          key={piece.of.id}
          piece={piece}
          top={scale.yOf(piece.from)}
          height={scale.yOf(piece.to) - scale.yOf(piece.from)}
          zone={zone}
          laneName="any time"
          dimmed={acts.isDimmed(piece.of.team?.id ?? null)}
          chosen={piece.of.id === acts.chosenSlotId}
          onOpen={acts.onOpen}
        />
      ))}
      {plan.freezes.map(({ of: freeze, from, to }) => (
        <FreezeArea
          key={`${freeze.freezeId} ${from}`}
          freeze={freeze}
          top={scale.yOf(from)}
          height={scale.yOf(to) - scale.yOf(from)}
        />
      ))}
      <NowLine day={plan.day} scale={scale} zone={zone} />
    </section>
  );
});

/** Hairlines at the hours, drawn by one background. */
function HourLines({ piece }: { piece: AxisPiece }) {
  const { hourHeight } = piece;
  return (
    <div
      aria-hidden="true"
      style={{
        top: piece.top,
        height: piece.height,
        backgroundImage: `repeating-linear-gradient(to bottom, transparent 0 ${hourHeight - 1}px, var(--sunken) ${hourHeight - 1}px ${hourHeight}px)`,
      }}
      className="pointer-events-none absolute inset-x-0"
    />
  );
}
