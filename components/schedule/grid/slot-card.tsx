import { clsx } from "clsx";
import { memo } from "react";
import type { Slot } from "@/components/schedule/schedule-data";
import { databaseRisk, isClosedToReader, slotTitle } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { formatInstant, formatRange } from "@/lib/time/format";
import { DenseSlotText } from "./dense-slot-text";
import type { Placed } from "./placed";
import { SlotCardText } from "./slot-card-text";

type SlotCardProps = {
  cellKey: string;
  piece: Placed<Slot>;
  top: number;
  height: number;
  zone: string;
  laneName: string;
  /** The filter lets it through; the others step back and say nothing. */
  isWanted: boolean;
  chosen: boolean;
  movable: boolean;
  /** One of many beside each other: it says less, and costs less. */
  dense?: boolean;
};

/** A slot in the calendar, as high as it is long. What does not fit is in its name for screen readers and in its panel. */
export const SlotCard = memo(function SlotCard(props: SlotCardProps) {
  const { cellKey, piece, top, height, zone, laneName, isWanted, chosen, movable, dense } = props;
  const { of: slot, left, width, fromBefore, toAfter } = piece;
  const { summary, team } = slot;
  const hours = {
    start: formatInstant(slot.during.start, zone, "time"),
    end: formatInstant(slot.during.end, zone, "time"),
  };
  const quiet = isClosedToReader(slot);
  const label = [
    slotTitle(slot),
    team?.name,
    laneName,
    formatRange(slot.during, zone),
    summary.words,
    quiet ? undefined : databaseRisk(slot.releases),
    isWanted ? undefined : "not among what the filter shows",
  ];
  const inner = Math.max(height - 3, 16);
  return (
    <button
      type="button"
      data-cell={cellKey}
      data-slot={slot.id}
      data-movable={movable || undefined}
      tabIndex={-1}
      aria-disabled={quiet || undefined}
      aria-label={label.filter(Boolean).join(", ")}
      aria-current={chosen || undefined}
      aria-keyshortcuts={movable ? "Enter m Delete" : undefined}
      title={`${slotTitle(slot)} · ${hours.start}–${hours.end} · ${summary.words}`}
      style={{
        top: top + 1,
        height: inner,
        left: `calc(${left * 100}% + 2px)`,
        width: `calc(${width * 100}% - 4px)`,
        borderLeftColor: team && isWanted ? hueColour(team.hue) : undefined,
      }}
      className={clsx(
        "absolute z-1 flex min-w-0 scroll-m-14 flex-col items-start overflow-hidden rounded-md border border-line border-l-4 bg-panel px-1.5 text-left leading-tight shadow-low",
        "hover:z-2 hover:border-control focus-visible:z-3 data-lifted:border-dashed data-lifted:opacity-45",
        dense ? "px-0.5!" : "@container",
        inner < 36 ? "justify-center" : inner < 74 ? "py-0.5" : "py-1",
        (quiet || slot.hold || !isWanted) && "border-control border-dashed bg-sunken text-ink-2 shadow-none",
        quiet && "cursor-default",
        movable && "touch-manipulation slot-edges",
        chosen && "z-2 outline-2 outline-accent outline-offset-0",
        fromBefore && "rounded-t-none border-t-0",
        toAfter && "rounded-b-none border-b-0",
      )}
    >
      {isWanted && !dense && <SlotCardText slot={slot} hours={hours} height={inner} />}
      {isWanted && dense && <DenseSlotText slot={slot} start={hours.start} height={inner} />}
    </button>
  );
});
