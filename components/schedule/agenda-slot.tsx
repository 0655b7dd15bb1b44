import { clsx } from "clsx";
import { SlotChip } from "@/components/slots/slot-chip";
import { databaseRisk, isClosedToReader, slotTitle } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { formatInstant } from "@/lib/time/format";
import type { Slot } from "./schedule-data";

type AgendaSlotProps = { slot: Slot; zone: string; chosen: boolean; onOpen: (slotId: string) => void };

/** A slot in the list of a day. */
export function AgendaSlot({ slot, zone, chosen, onOpen }: AgendaSlotProps) {
  const { during, team, lane, hold, releases, summary, occurrenceId } = slot;
  const quiet = isClosedToReader(slot);
  const risk = databaseRisk(releases);
  const hours = `${formatInstant(during.start, zone, "time")}–${formatInstant(during.end, zone, "time")}`;
  const detail = [hours, team?.name, occurrenceId === null ? undefined : `lane ${lane}`].filter(Boolean).join(" · ");
  return (
    <button
      type="button"
      aria-disabled={quiet || undefined}
      aria-current={chosen || undefined}
      onClick={() => !quiet && onOpen(slot.id)}
      style={{ borderLeftColor: team ? hueColour(team.hue) : undefined }}
      className={clsx(
        "grid justify-items-start rounded-xl border border-line border-l-4 px-3.5 py-3 text-left",
        quiet || hold ? "border-dashed bg-sunken text-ink-2" : "bg-panel",
        quiet && "cursor-default",
      )}
    >
      <span className="font-semibold text-lg">{slotTitle(slot)}</span>
      <span className="text-ink-2 text-sm">{detail}</span>
      {risk && <span className="text-ink-2 text-sm">{risk}</span>}
      {!quiet && !hold && <SlotChip summary={summary} className="mt-1.5" />}
    </button>
  );
}
