import { clsx } from "clsx";
import type { Slot } from "@/components/schedule/schedule-data";
import { formatInstant } from "@/lib/time/format";
import { freeKey, slotKey } from "./cells";
import type { Band } from "./day-plan";
import { FreeArea } from "./free-area";
import type { HourScale } from "./hour-scale";
import { LaneHeads } from "./lane-heads";
import { manyLanes } from "./layout";
import type { Share } from "./side-by-side";
import { SlotCard } from "./slot-card";
import { TakenAreas } from "./taken-areas";

/** What the cells of a day need to know besides their place. */
export type CellFacts = {
  chosenSlotId: string | null;
  isWanted: (slot: Slot) => boolean;
  isMovable: (slot: Slot) => boolean;
  mayBook: boolean;
};

type Span = { from: number; to: number };

type WindowBandProps = {
  band: Band;
  day: number;
  scale: HourScale;
  zone: string;
  /** Whether a piece must be drawn: it is in sight, or has the focus. */
  isDrawn: (piece: Span & Share, key: string) => boolean;
  withLaneHeads: boolean;
} & CellFacts;

/** One opening of a window on one day: its name, its lanes as columns, what stands in them and what is free. */
export function WindowBand({ band, day, scale, zone, isDrawn, withLaneHeads, ...facts }: WindowBandProps) {
  const { of: opening, from, to, left, width, fromBefore, toAfter, roomAbove, slots, taken, free } = band;
  const top = scale.yOf(from);
  const height = scale.yOf(to) - top;
  const place = (piece: Span) => {
    const start = scale.yOf(piece.from);
    return { top: start - top, height: scale.yOf(piece.to) - start };
  };
  const hours = `${formatInstant(opening.during.start, zone, "time")}–${formatInstant(opening.during.end, zone, "time")}`;
  const lanes = opening.lanes === 1 ? "1 lane" : `${opening.lanes} lanes`;
  return (
    <div
      style={{ top, height, left: `calc(${left * 100}% + 4px)`, width: `calc(${width * 100}% - 8px)` }}
      className={clsx(
        "absolute rounded-md border border-window-line bg-window-ground",
        roomAbove && "rounded-tl-none",
        fromBefore && "rounded-t-none border-t-0",
        toAfter && "rounded-b-none border-b-0",
      )}
    >
      {withLaneHeads && opening.lanes > 1 && <LaneHeads lanes={opening.lanes} roomAbove={roomAbove} />}
      <h4
        title={`${opening.windowName} ${hours} · ${lanes}`}
        className={clsx(
          "absolute left-[-1px] max-w-[calc(100%+2px)] truncate bg-window-ground px-2 text-clear text-xs leading-[17px]",
          roomAbove
            ? "-top-[18px] rounded-t-md border border-window-line border-b-0"
            : "top-0 left-0 z-2 rounded-br-md",
        )}
      >
        <span className="font-medium">{opening.windowName}</span> {hours} · {lanes}
      </h4>
      <TakenAreas pieces={taken.filter((piece) => isDrawn(piece, ""))} place={place} height={height} />
      {free.map((piece) => {
        const key = freeKey(piece.of, day);
        if (!isDrawn(piece, key)) return null;
        return (
          <FreeArea
            key={key}
            cellKey={key}
            piece={piece}
            {...place(piece)}
            zone={zone}
            windowName={opening.windowName}
            hotfixOnly={piece.hotfixOnly}
            mayBook={facts.mayBook}
          />
        );
      })}
      {slots.map((piece) => {
        const key = slotKey(piece.of.id, day);
        if (!isDrawn(piece, key)) return null;
        return (
          <SlotCard
            key={key}
            cellKey={key}
            piece={piece}
            {...place(piece)}
            zone={zone}
            laneName={`${opening.windowName} lane ${piece.of.lane}`}
            isWanted={facts.isWanted(piece.of)}
            chosen={piece.of.id === facts.chosenSlotId}
            movable={facts.isMovable(piece.of)}
            dense={opening.lanes > manyLanes}
          />
        );
      })}
    </div>
  );
}
