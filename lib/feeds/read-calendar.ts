import { addMonthsInZone } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";
import { horizonAfter } from "@/lib/time/validate-rule";
import { takeApart } from "./calendar-components";
import { type CalendarEvent, concreteEvents, readEvent, type WrittenEvent } from "./calendar-event";
import { type CalendarFault, FaultyLine } from "./calendar-lines";
import type { Zones } from "./calendar-times";

export type { CalendarEvent } from "./calendar-event";
export type { CalendarFault } from "./calendar-lines";

/** The largest calendar that is read, wherever it comes from. Public holidays of ten years have some 100 KB. */
export const maxCalendarBytes = 4 * 1024 * 1024;

export type ReadCalendar =
  | {
      ok: true;
      /** What the calendar calls itself. */
      name: string | null;
      /** In order of their start, none twice. */
      events: CalendarEvent[];
      /** What had to be understood or was left out, in sentences. */
      notes: string[];
    }
  | { ok: false; faults: CalendarFault[] };

/** So many faults are told at once: enough to go on mending. */
const mostFaults = 20;
const mostEvents = 10_000;

/** What is read of a calendar: from a year ago to the planning horizon. */
export function calendarRange(now: Date): Range {
  return { start: addMonthsInZone(now, -12, "UTC"), end: horizonAfter(now) };
}

/**
 * The concrete events of a calendar (RFC 5545) between a year ago and the planning horizon, recurrences expanded. All of it or nothing: a
 * calendar with a broken line is refused with the line and the reason, for half a holiday calendar is worse than none. Bounded in
 * memory by the length of the text and in time by `isLate`, which is asked between events.
 */
export function readCalendar(
  text: string,
  { zone, now, isLate }: { zone: string; now: Date; isLate: () => boolean },
): ReadCalendar {
  const apart = takeApart(text);
  if (!apart.ok) return apart;
  const { events: written, name, zonePlaces } = apart.value;
  const zones: Zones = { own: zone, places: zonePlaces, notes: new Set() };
  const faults: CalendarFault[] = [];
  const tell = (error: unknown) => {
    if (!(error instanceof FaultyLine)) throw error;
    faults.push({ line: error.line, reason: error.message });
  };
  const late = {
    ok: false as const,
    faults: [{ line: 1, reason: "The calendar takes too long to work out: it repeats too much." }],
  };
  const read: WrittenEvent[] = [];
  for (const event of written) {
    try {
      read.push(readEvent(event, zones));
    } catch (error) {
      tell(error);
    }
    if (faults.length >= mostFaults) return { ok: false, faults };
    if (isLate()) return late;
  }
  const replaced = replacedStarts(read);
  const range = calendarRange(now);
  const found = new Map<string, CalendarEvent & { sequence: number }>();
  for (const event of read.filter(({ isCancelled, length }) => !isCancelled && length > 0)) {
    try {
      const gone = event.replaces === null ? (replaced.get(event.uid) ?? none) : none;
      for (const each of concreteEvents(event, range, gone)) {
        const key = JSON.stringify([each.uid, each.key]);
        if ((found.get(key)?.sequence ?? 0) <= event.sequence) found.set(key, { ...each, sequence: event.sequence });
      }
    } catch (error) {
      tell(error);
    }
    if (found.size > mostEvents)
      return {
        ok: false,
        faults: [{ line: event.line, reason: `It gives more than ${mostEvents} events in three years.` }],
      };
    if (faults.length >= mostFaults) return { ok: false, faults };
    if (isLate()) return late;
  }
  if (faults.length > 0) return { ok: false, faults };
  const events = [...found.values()]
    .map(({ sequence: _, ...event }) => event)
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime() || (a.title < b.title ? -1 : 1));
  return { ok: true, name, events, notes: [...zones.notes, ...leftOut(read)] };
}

const none: ReadonlySet<number> = new Set();

/** A date of a series that another event stands in for, or that is cancelled alone. */
function replacedStarts(events: readonly WrittenEvent[]): Map<string, Set<number>> {
  const replaced = new Map<string, Set<number>>();
  for (const { uid, replaces } of events) {
    if (replaces === null) continue;
    replaced.set(uid, (replaced.get(uid) ?? new Set()).add(replaces.at.getTime()));
  }
  return replaced;
}

function leftOut(events: readonly WrittenEvent[]): string[] {
  const cancelled = events.filter(({ isCancelled }) => isCancelled);
  const momentary = events.filter(({ isCancelled, length }) => !isCancelled && length === 0);
  const [first] = momentary;
  return [
    ...(cancelled.length > 0
      ? [
          cancelled.length === 1
            ? "1 event is cancelled and left out."
            : `${cancelled.length} events are cancelled and left out.`,
        ]
      : []),
    ...(first === undefined
      ? []
      : [
          `${momentary.length === 1 ? "1 event lasts" : `${momentary.length} events last`} no time and ${momentary.length === 1 ? "is" : "are"} left out (line ${first.line}: ${first.title}).`,
        ]),
  ];
}
