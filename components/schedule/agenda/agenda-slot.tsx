import { clsx } from "clsx";
import { memo } from "react";
import type { Slot } from "@/components/schedule/schedule-data";
import { SlotChip } from "@/components/slots/slot-chip";
import { databaseRisk, isClosedToReader, slotTitle } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { Mark } from "@/components/ui/mark";
import { formatInstant } from "@/lib/time/format";

type AgendaSlotProps = { slot: Slot; zone: string; chosen: boolean; onOpen: (slotId: string) => void };

/** A slot in the list of a day: a card on a phone, a line where there is room for one. */
export const AgendaSlot = memo(function AgendaSlot({ slot, zone, chosen, onOpen }: AgendaSlotProps) {
  const { during, team, lane, hold, releases, summary, occurrenceId } = slot;
  const quiet = isClosedToReader(slot);
  const risk = databaseRisk(releases);
  const hours = `${formatInstant(during.start, zone, "time")}–${formatInstant(during.end, zone, "time")}`;
  const where = occurrenceId === null ? undefined : `lane ${lane}`;
  return (
    <button
      type="button"
      data-slot={slot.id}
      aria-disabled={quiet || undefined}
      aria-current={chosen || undefined}
      onClick={() => !quiet && onOpen(slot.id)}
      style={{ borderLeftColor: team ? hueColour(team.hue) : undefined }}
      className={clsx(
        "grid w-full justify-items-start rounded-xl border border-line border-l-4 px-3.5 py-3 text-left",
        "md:order-1 md:min-h-10 md:grid-cols-[7.5rem_minmax(8rem,1.2fr)_minmax(6rem,1fr)_4rem_9.5rem] md:items-center md:gap-x-4 md:rounded-md md:py-1.5",
        "aria-[current]:outline-2 aria-[current]:outline-accent hover:not-aria-disabled:border-control print:break-inside-avoid",
        quiet || hold ? "border-dashed bg-sunken text-ink-2" : "bg-panel",
        quiet && "cursor-default",
      )}
    >
      <span className="text-ink-2 tabular-nums phone:hidden md:font-medium">{hours}</span>
      <span className="font-semibold phone:text-lg">
        {slotTitle(slot)}
        {risk && (
          <span className="flex items-start gap-1 font-normal text-ink-2 text-xs phone:hidden">
            <Mark name="triangle" className="mt-1 text-risk" />
            {risk}
          </span>
        )}
      </span>
      <span className="text-ink-2 text-sm md:hidden">{[hours, team?.name, where].filter(Boolean).join(" · ")}</span>
      <span className="truncate text-ink-2 phone:hidden">{team?.name}</span>
      <span className="text-ink-2 text-sm phone:hidden">{where}</span>
      {risk && <span className="text-ink-2 text-sm md:hidden">{risk}</span>}
      {!quiet && !hold && <SlotChip summary={summary} className="md:justify-self-end phone:mt-1.5" />}
    </button>
  );
});
