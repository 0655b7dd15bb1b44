import { clsx } from "clsx";
import { formatInstant } from "@/lib/time/format";
import type { Band } from "./day-plan";
import { FreeArea } from "./free-area";
import type { HourScale } from "./hour-scale";
import type { FreeRoom } from "./schedule-data";
import { SlotCard } from "./slot-card";

export type CellActs = {
  chosenSlotId: string | null;
  /** Slots of other teams step back while one team is in view. */
  isDimmed: (teamId: string | null) => boolean;
  onOpen: (slotId: string) => void;
  onBook?: (free: FreeRoom) => void;
};

type WindowBandProps = { band: Band; scale: HourScale; zone: string } & CellActs;

/** One opening of a window on one day: its name, its lanes as columns, what stands in them and what is free. */
export function WindowBand({ band, scale, zone, chosenSlotId, isDimmed, onOpen, onBook }: WindowBandProps) {
  const { of: opening, from, to, left, width, fromBefore, toAfter, roomAbove, slots, free } = band;
  const top = scale.yOf(from);
  const height = scale.yOf(to) - top;
  const place = (piece: { from: number; to: number }) => {
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
      {free.map((piece) => (
        <FreeArea
          key={`${piece.of.lane} ${piece.of.during.start.getTime()}`}
          piece={piece}
          {...place(piece)}
          zone={zone}
          windowName={opening.windowName}
          hotfixOnly={piece.hotfixOnly}
          onBook={onBook}
        />
      ))}
      {slots.map((piece) => (
        <SlotCard
          key={piece.of.id}
          piece={piece}
          {...place(piece)}
          zone={zone}
          laneName={`${opening.windowName} lane ${piece.of.lane}`}
          dimmed={isDimmed(piece.of.team?.id ?? null)}
          chosen={piece.of.id === chosenSlotId}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}
