import { and, asc, count, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { calendarEvents, calendars, freezes, people } from "@/db/schema";
import type { Range } from "@/lib/time/range";

/** As many events as a page of one calendar shows. */
const eventsShown = 20;
const pastShown = 5;

export type CalendarEventRow = { id: string; title: string; allDay: boolean; during: Range };

const upcoming = (now: Date) => gt(sql`upper(${calendarEvents.during})`, sql`${now.toISOString()}::timestamptz`);

/** The calendars by name, with the state of their last fetch, what they hold, and the freeze they make. */
export async function listCalendars(reader: Reader, filter: { archived: boolean; calendarId?: string }, now: Date) {
  const rows = await reader
    .select({
      id: calendars.id,
      name: calendars.name,
      use: calendars.use,
      zone: calendars.zone,
      host: calendars.urlHost,
      refreshMinutes: calendars.refreshMinutes,
      fetchedAt: calendars.fetchedAt,
      nextFetchAt: calendars.nextFetchAt,
      fetchError: calendars.fetchError,
      archivedAt: calendars.archivedAt,
      createdAt: calendars.createdAt,
      createdBy: people.name,
      freezeId: freezes.id,
    })
    .from(calendars)
    .leftJoin(people, eq(people.id, calendars.createdBy))
    .leftJoin(freezes, and(eq(freezes.calendarId, calendars.id), isNull(freezes.liftedAt)))
    .where(
      and(
        filter.archived ? undefined : isNull(calendars.archivedAt),
        filter.calendarId === undefined ? undefined : eq(calendars.id, filter.calendarId),
      ),
    )
    .orderBy(asc(sql`lower(${calendars.name})`));
  const ids = rows.map(({ id }) => id);
  const [totals, next] = [await countEvents(reader, ids), await loadNext(reader, ids, now)];
  return rows.map((row) => ({ ...row, events: totals.get(row.id) ?? 0, next: next.get(row.id) ?? null }));
}

async function countEvents(reader: Reader, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: calendarEvents.calendarId, count: count() })
    .from(calendarEvents)
    .where(inArray(calendarEvents.calendarId, ids))
    .groupBy(calendarEvents.calendarId);
  return new Map(rows.map((row) => [row.id, row.count]));
}

const shown = {
  id: calendarEvents.id,
  title: calendarEvents.title,
  allDay: calendarEvents.allDay,
  during: calendarEvents.during,
};

/** The event that is on now, or the next one. */
async function loadNext(reader: Reader, ids: string[], now: Date): Promise<Map<string, CalendarEventRow>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectDistinctOn([calendarEvents.calendarId], { calendarId: calendarEvents.calendarId, event: shown })
    .from(calendarEvents)
    .where(and(inArray(calendarEvents.calendarId, ids), upcoming(now)))
    .orderBy(calendarEvents.calendarId, sql`lower(${calendarEvents.during})`);
  return new Map(rows.map((row) => [row.calendarId, row.event]));
}

/** One calendar with its next events and the last that are over; `undefined`: there is none. */
export async function readCalendarDetail(reader: Reader, calendarId: string, now: Date) {
  const [calendar] = await listCalendars(reader, { archived: true, calendarId }, now);
  if (calendar === undefined) return undefined;
  const own = eq(calendarEvents.calendarId, calendarId);
  const start = sql`lower(${calendarEvents.during})`;
  const [{ count: coming } = { count: 0 }] = await reader
    .select({ count: count() })
    .from(calendarEvents)
    .where(and(own, upcoming(now)));
  return {
    ...calendar,
    coming,
    nextEvents: await reader
      .select(shown)
      .from(calendarEvents)
      .where(and(own, upcoming(now)))
      .orderBy(start)
      .limit(eventsShown),
    lastEvents: await reader
      .select(shown)
      .from(calendarEvents)
      .where(and(own, sql`not ${upcoming(now)}`))
      .orderBy(sql`${start} desc`)
      .limit(pastShown),
  };
}
