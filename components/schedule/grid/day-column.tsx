import { memo } from "react";
import { foldKey, slotKey } from "./cells";
import type { DayPlan } from "./day-plan";
import { FreezeArea } from "./freeze-area";
import type { AxisPiece, HourScale } from "./hour-scale";
import { MarkArea } from "./mark-area";
import { NowLine } from "./now-line";
import type { Share } from "./side-by-side";
import { SlotCard } from "./slot-card";
import { type CellFacts, WindowBand } from "./window-band";

type DayColumnProps = {
  plan: DayPlan;
  /** Its place among the days in view. */
  day: number;
  scale: HourScale;
  zone: string;
  label: string;
  /** What of it is drawn: from a pixel of the axis to another, and across from one fraction of its width to another. */
  top: number;
  bottom: number;
  left: number;
  right: number;
  /** The cell that has the focus, in this day: it stays, wherever one scrolls to. */
  focusedKey?: string;
  withLaneHeads: boolean;
} & CellFacts;

const two = (value: number) => String(value).padStart(2, "0");
type Span = { from: number; to: number };

/** One day of the calendar. */
export const DayColumn = memo(function DayColumn(props: DayColumnProps) {
  const { plan, day, scale, zone, label, top, bottom, left, right, focusedKey, withLaneHeads, ...facts } = props;
  const isInHeight = ({ from, to }: Span) => scale.yOf(from) <= bottom && scale.yOf(to) >= top;
  const isDrawn = (share: Share & Span, key: string, within: Share = { left: 0, width: 1 }) => {
    if (key === focusedKey) return true;
    const start = within.left + share.left * within.width;
    return start <= right && start + share.width * within.width >= left && isInHeight(share);
  };
  return (
    <section
      aria-label={label}
      data-day={day}
      className="relative select-none border-line border-l"
      style={{ height: scale.height }}
    >
      {scale.pieces.map((piece) =>
        piece.kind === "folded" ? (
          <button
            key={piece.from}
            type="button"
            data-cell={foldKey(piece.from, day)}
            tabIndex={-1}
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
      {plan.marks.map((piece) => (
        <MarkArea key={piece.of.id} piece={piece} scale={scale} />
      ))}
      {plan.anytime.length > 0 && plan.anytimeLeft > 0 && <AnytimeLane left={plan.anytimeLeft} />}
      {plan.bands
        .filter((band) => isInHeight(band))
        .map((band) => (
          <WindowBand
            key={band.of.id}
            band={band}
            day={day}
            scale={scale}
            zone={zone}
            isDrawn={(piece, key) => isDrawn(piece, key, band)}
            withLaneHeads={withLaneHeads}
            {...facts}
          />
        ))}
      {plan.anytime.map((piece) => {
        const key = slotKey(piece.of.id, day);
        if (!isDrawn(piece, key)) return null;
        return (
          <SlotCard
            key={key}
            cellKey={key}
            piece={piece}
            top={scale.yOf(piece.from)}
            height={scale.yOf(piece.to) - scale.yOf(piece.from)}
            zone={zone}
            laneName="any time"
            isWanted={facts.isWanted(piece.of)}
            chosen={piece.of.id === facts.chosenSlotId}
            movable={facts.isMovable(piece.of)}
          />
        );
      })}
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

/** What needs no window has a lane of its own, so that it does not stand in the way of what does. */
function AnytimeLane({ left }: { left: number }) {
  return (
    <div
      aria-hidden="true"
      style={{ left: `${left * 100}%` }}
      className="pointer-events-none absolute inset-y-0 right-0 border-line border-l border-dotted"
    />
  );
}

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
