"use client";

import { CalendarX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay, formatInstant, formatRange, zoneAbbreviation } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { AgendaSlot } from "./agenda-slot";
import { type Band, planDay } from "./day-plan";
import type { FreeRoom, Week } from "./schedule-data";
import type { CellActs } from "./window-band";

type AgendaProps = { week: Week; day: Range; zone: string; team: string | null } & Omit<CellActs, "isDimmed">;

/** One day as a list: what a phone shows of the schedule. */
export function Agenda({ week, day, zone, team, chosenSlotId, onOpen, onBook }: AgendaProps) {
  const plan = planDay(week, day, zone);
  const inTeam = (teamId: string | null) => team === null || teamId === null || teamId === team;
  const anytime = plan.anytime.filter(({ of }) => inTeam(of.team?.id ?? null));
  return (
    <div className="grid content-start gap-4 p-3.5">
      <h2 className="sr-only">{formatDay(day.start, zone, "full")}</h2>
      {plan.bands.length === 0 && anytime.length === 0 && (
        <EmptyState icon={<CalendarX />} title={plan.freezes.length > 0 ? "Frozen" : "Nothing opens on this day"}>
          {plan.freezes.map(({ of }) => `${of.name}, ${formatRange(of.during, zone)}.`).join(" ") ||
            "Choose another day above."}
        </EmptyState>
      )}
      {plan.bands.map((band) => (
        <section key={band.of.id} className="grid gap-2">
          <h3 className="px-1 font-semibold text-ink-2 text-sm">{bandTitle(band, zone)}</h3>
          {entriesOf(band)
            .filter((entry) => entry.kind === "free" || inTeam(entry.slot.team?.id ?? null))
            .map((entry) =>
              entry.kind === "slot" ? (
                <AgendaSlot
                  key={entry.slot.id}
                  slot={entry.slot}
                  zone={zone}
                  chosen={entry.slot.id === chosenSlotId}
                  onOpen={onOpen}
                />
              ) : (
                <AgendaFree
                  key={`${entry.free.lane} ${entry.free.during.start.getTime()}`}
                  free={entry.free}
                  lanes={band.of.lanes}
                  zone={zone}
                  onBook={onBook}
                />
              ),
            )}
        </section>
      ))}
      {anytime.length > 0 && (
        <section className="grid gap-2">
          <h3 className="px-1 font-semibold text-ink-2 text-sm">Anytime</h3>
          {anytime.map(({ of }) => (
            <AgendaSlot key={of.id} slot={of} zone={zone} chosen={of.id === chosenSlotId} onOpen={onOpen} />
          ))}
        </section>
      )}
    </div>
  );
}

function bandTitle({ of }: Band, zone: string): string {
  const { windowName, during, lanes } = of;
  const hours = `${formatInstant(during.start, zone, "time")}–${formatInstant(during.end, zone, "time")}`;
  return `${windowName} · ${hours} ${zoneAbbreviation(during.start, zone)} · ${lanes === 1 ? "1 lane" : `${lanes} lanes`}`;
}

type Entry = { kind: "slot"; slot: Band["slots"][number]["of"] } | { kind: "free"; free: FreeRoom };

function entriesOf({ slots, free }: Band): Entry[] {
  const entries: Entry[] = [
    ...slots.map(({ of }) => ({ kind: "slot" as const, slot: of })),
    ...free.map(({ of }) => ({ kind: "free" as const, free: of })),
  ];
  const placeOf = (entry: Entry) => (entry.kind === "slot" ? entry.slot : entry.free);
  return entries.sort(
    (a, b) =>
      placeOf(a).during.start.getTime() - placeOf(b).during.start.getTime() || placeOf(a).lane - placeOf(b).lane,
  );
}

type AgendaFreeProps = { free: FreeRoom; lanes: number; zone: string; onBook?: (free: FreeRoom) => void };

function AgendaFree({ free, lanes, zone, onBook }: AgendaFreeProps) {
  const { start, end } = free.during;
  const hours = `${formatInstant(start, zone, "time")}–${formatInstant(end, zone, "time")}`;
  const words = `${hours}${lanes > 1 ? ` lane ${free.lane}` : ""} free`;
  const look =
    "min-h-12 rounded-xl border-[1.5px] border-clear/45 border-dashed px-3 py-3 text-center font-semibold text-clear";
  if (!onBook) return <p className={look}>{words}</p>;
  return (
    <button type="button" className={look} onClick={() => onBook(free)}>
      {words} · book
    </button>
  );
}
