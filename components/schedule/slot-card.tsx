import { clsx } from "clsx";
import { databaseRisk, isClosedToReader, slotTitle } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { formatInstant, formatRange } from "@/lib/time/format";
import type { Placed } from "./day-plan";
import type { Slot } from "./schedule-data";
import { SlotCardText } from "./slot-card-text";

type SlotCardProps = {
  piece: Placed<Slot>;
  top: number;
  height: number;
  zone: string;
  laneName: string;
  dimmed: boolean;
  chosen: boolean;
  onOpen: (slotId: string) => void;
};

/** A slot in the calendar, as high as it is long. What does not fit is in its name for screen readers and in its panel. */
export function SlotCard({ piece, top, height, zone, laneName, dimmed, chosen, onOpen }: SlotCardProps) {
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
  ];
  const inner = Math.max(height - 3, 16);
  return (
    <button
      type="button"
      data-cell
      data-slot={slot.id}
      tabIndex={-1}
      aria-disabled={quiet || undefined}
      aria-label={label.filter(Boolean).join(", ")}
      aria-current={chosen || undefined}
      title={`${slotTitle(slot)} · ${hours.start}–${hours.end} · ${summary.words}`}
      onClick={() => !quiet && onOpen(slot.id)}
      style={{
        top: top + 1,
        height: inner,
        left: `calc(${left * 100}% + 2px)`,
        width: `calc(${width * 100}% - 4px)`,
        borderLeftColor: team ? hueColour(team.hue) : undefined,
      }}
      className={clsx(
        // What is scrolled out of sight need not be styled: with two thousand slots that halves the time of it.
        "[content-visibility:auto]",
        "@container absolute z-1 flex scroll-m-14 min-w-0 flex-col items-start overflow-hidden rounded-md border border-line border-l-4 bg-panel px-1.5 text-left leading-tight shadow-low",
        "hover:z-2 hover:border-control focus-visible:z-3",
        inner < 36 ? "justify-center" : "py-1",
        (quiet || slot.hold) && "border-control border-dashed bg-sunken text-ink-2 shadow-none",
        quiet && "cursor-default",
        dimmed && "opacity-35",
        chosen && "z-2 outline-2 outline-accent outline-offset-0",
        fromBefore && "rounded-t-none border-t-0",
        toAfter && "rounded-b-none border-b-0",
      )}
    >
      <SlotCardText slot={slot} hours={hours} height={inner} />
    </button>
  );
}
