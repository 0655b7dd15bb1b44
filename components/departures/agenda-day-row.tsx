import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import type { DepartureRow } from "@/lib/access/input/departures";
import { formatDay, formatInstant } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import { AgendaCard } from "./agenda-card";
import type { AgendaDay, AgendaOpening } from "./agenda-days";
import { dayAnchor } from "./day-strip";
import { closureWords, unbroken } from "./departure-words";

type AgendaDayRowProps = { agendaDay: AgendaDay; now: Date; zone: string; withEnvironment: boolean };

/** One day: its name at the side, what happens beside it. */
export function AgendaDayRow({ agendaDay, now, zone, withEnvironment }: AgendaDayRowProps) {
  const { day, openings, anyTime, closures } = agendaDay;
  const isToday = contains(day, now);
  const isQuiet = openings.length === 0 && anyTime.length === 0 && closures.length === 0;
  const card = (row: DepartureRow) => <AgendaCard key={row.slotId} row={row} now={now} zone={zone} />;
  return (
    <li
      id={dayAnchor(day, zone)}
      className="grid scroll-mt-16 gap-x-6 gap-y-3 border-line border-t py-4 first:border-t-0 md:grid-cols-[9rem_1fr]"
      aria-current={isToday ? "date" : undefined}
    >
      <h2 className={clsx("font-semibold", isQuiet && "text-ink-2")}>
        {formatDay(day.start, zone, "long")}
        {isToday && <span className="ml-2 font-normal text-accent text-sm md:ml-0 md:block">Today</span>}
      </h2>
      <div className="grid min-w-0 grid-cols-1 content-start gap-4">
        {closures.map((closure) => (
          <p
            key={`${closure.freezeId} ${closure.during.start.toISOString()}`}
            className="flex items-baseline gap-2 rounded-md bg-hatch-freeze bg-risk-ground px-3 py-2 font-semibold text-risk text-sm"
          >
            <Mark name="square" />
            {closureWords(closure, zone)}
          </p>
        ))}
        {openings.map(({ opening, departures }) => (
          <Group key={opening.occurrenceId} title={openingWords(opening, day, zone, withEnvironment)}>
            {departures.map(card)}
          </Group>
        ))}
        {anyTime.length > 0 && <Group title="Outside the windows of this week">{anyTime.map(card)}</Group>}
        {isQuiet && <p className="text-ink-2 text-sm">Nothing opens.</p>}
      </div>
    </li>
  );
}

function Group({ title, children }: { title: string; children: readonly ReactNode[] }) {
  const isEmpty = children.length === 0;
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-ink-2 text-sm">
        {title}
        {isEmpty && <span className="font-normal"> · nothing booked</span>}
      </h3>
      {!isEmpty && (
        <div className="grid grid-cols-1 gap-2 sm:grid-cols-[repeat(auto-fill,minmax(17rem,1fr))]">{children}</div>
      )}
    </section>
  );
}

/** "Core · 06:00–12:00 · 2 lanes". An opening that began on another day, or ends on one, says which. */
function openingWords(opening: AgendaOpening["opening"], day: Range, zone: string, withEnvironment: boolean): string {
  const { windowName, environmentName, during, lanes } = opening;
  const at = (instant: Date) => {
    const isHere = contains(day, instant) || instant.getTime() === day.end.getTime();
    return `${isHere ? "" : `${formatDay(instant, zone, "short")} `}${formatInstant(instant, zone, "time")}`;
  };
  const hours = `${at(during.start)}${unbroken}${at(during.end)}`;
  return [withEnvironment && environmentName, windowName, hours, `${lanes} ${lanes === 1 ? "lane" : "lanes"}`]
    .filter(Boolean)
    .join(" · ");
}
