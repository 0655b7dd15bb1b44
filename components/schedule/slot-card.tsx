import { clsx } from "clsx";
import { SlotChip } from "@/components/slots/slot-chip";
import { databaseRisk, slotLooks, slotTitle } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { Mark } from "@/components/ui/mark";
import { toneTexts } from "@/components/ui/tone";
import { formatInstant, formatRange } from "@/lib/time/format";
import type { Placed } from "./day-plan";
import type { Slot } from "./schedule-data";

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

// What fits: a line; a line and the time; everything.
const oneLine = 36;
const twoLines = 62;
const everythingRoomy = 96;
const withRisk = 124;

/** A slot in the calendar, as high as it is long. What does not fit is in its name for screen readers and in its panel. */
export function SlotCard({ piece, top, height, zone, laneName, dimmed, chosen, onOpen }: SlotCardProps) {
  const { of: slot, left, width, fromBefore, toAfter } = piece;
  const { summary, team, hold, opaque } = slot;
  const title = slotTitle(slot);
  const hours = `${formatInstant(slot.during.start, zone, "time")}–${formatInstant(slot.during.end, zone, "time")}`;
  const quiet = opaque || hold !== null;
  const look = slotLooks[summary.state];
  const risk = quiet ? null : databaseRisk(slot.releases);
  const inner = height - 3;
  const roomy = inner >= everythingRoomy;
  const mark = <Mark name={look.mark} className={clsx("shrink-0", toneTexts[look.tone])} />;
  return (
    <button
      type="button"
      data-cell
      tabIndex={-1}
      aria-disabled={quiet || undefined}
      aria-label={`${title}, ${team ? `${team.name}, ` : ""}${laneName}, ${formatRange(slot.during, zone)}, ${summary.words}${risk ? `, ${risk}` : ""}`}
      aria-current={chosen || undefined}
      title={inner < twoLines ? `${title} · ${hours} · ${summary.words}` : undefined}
      onClick={() => !quiet && onOpen(slot.id)}
      style={{
        top: top + 1,
        height: Math.max(inner, 16),
        left: `calc(${left * 100}% + 2px)`,
        width: `calc(${width * 100}% - 4px)`,
        borderLeftColor: team ? hueColour(team.hue) : undefined,
      }}
      className={clsx(
        "@container absolute z-1 flex min-w-0 flex-col items-start overflow-hidden rounded-md border border-line border-l-4 bg-panel px-1.5 text-left leading-tight shadow-low",
        "hover:z-2 hover:border-control focus-visible:z-3",
        inner < oneLine ? "justify-center" : roomy ? "py-1.5" : "py-1",
        quiet && "cursor-default border-control border-dashed bg-sunken text-ink-2 shadow-none",
        dimmed && "opacity-35",
        chosen && "z-2 outline-2 outline-accent outline-offset-0",
        fromBefore && "rounded-t-none border-t-0",
        toAfter && "rounded-b-none border-b-0",
      )}
    >
      {inner < twoLines ? (
        <>
          <span className="flex w-full items-center gap-1.5">
            <span className="min-w-0 truncate font-semibold text-xs">{title}</span>
            {mark}
          </span>
          {inner >= oneLine && (
            <span className="w-full truncate text-2xs text-ink-2">
              {team?.name ? `${team.name} · ` : ""}
              {hours}
            </span>
          )}
        </>
      ) : (
        <>
          <span
            className={clsx("line-clamp-2 w-full shrink-0 font-semibold", roomy ? "text-sm" : "text-xs leading-[15px]")}
          >
            {title}
          </span>
          <span className={clsx("w-full shrink-0 text-ink-2", roomy ? "line-clamp-2 text-xs" : "truncate text-2xs")}>
            {team?.name ? `${team.name} · ` : ""}
            {hours}
          </span>
          {!quiet && (
            <SlotChip
              summary={summary}
              className={clsx(
                "shrink-0",
                roomy ? "mt-1.5" : "mt-0.5 min-h-4.5! py-0!",
                "px-1.5! text-2xs! @max-[5rem]:px-1! [&>span]:truncate @max-[5rem]:[&>svg]:hidden",
              )}
            />
          )}
          {risk && inner >= withRisk && (
            <span className="mt-1.5 flex items-start gap-1 text-ink-2 text-xs">
              <Mark name="triangle" className="mt-1 text-risk" />
              <span className="line-clamp-3">{risk}</span>
            </span>
          )}
        </>
      )}
    </button>
  );
}
