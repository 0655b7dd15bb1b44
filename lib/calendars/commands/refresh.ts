import { and, asc, eq, isNotNull, isNull, lte } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { calendars } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { readText } from "@/lib/calendars/queries/reading";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { fetchCalendar } from "@/lib/feeds/fetch-calendar";
import { addJobs } from "@/lib/jobs/enqueue";
import { openSecret } from "@/lib/webhooks/secret";
import { announceCalendar, lockCalendar } from "./calendar";
import { replaceEvents } from "./events-of-calendar";
import type { CalendarRow } from "./freeze-of-calendar";

const minuteMs = 60_000;
/** A job that was lost is asked for again after this, and a fetch that failed is tried again. */
const retryMinutes = 30;

/** What a fetch came to. `failed`: the old events stand, and the calendar says why. */
export type Refreshed = { outcome: "read" | "unchanged"; events?: number } | { outcome: "failed"; reason: string };

/**
 * Leaves a job for every subscription whose time has come, and puts its next turn off, so that neither a second worker nor the next
 * sweep asks for it again; a job that is lost comes again then.
 */
export async function askForDueCalendars(tx: Tx, now: Date): Promise<number> {
  const due = await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(and(isNotNull(calendars.nextFetchAt), lte(calendars.nextFetchAt, now), isNull(calendars.archivedAt)))
    .orderBy(asc(calendars.nextFetchAt))
    .limit(50)
    .for("update", { skipLocked: true });
  const nextFetchAt = new Date(now.getTime() + retryMinutes * minuteMs);
  for (const { id } of due) await tx.update(calendars).set({ nextFetchAt }).where(eq(calendars.id, id));
  await addJobs(
    tx,
    "refresh_calendar",
    due.map(({ id }) => ({ payload: { calendarId: id }, key: `calendar:${id}`, maxAttempts: 1 })),
  );
  return due.length;
}

/**
 * Fetches a subscription and puts what is there in place of what was: all of it, or, with anything wrong, nothing, and then the calendar
 * says why until a fetch succeeds. Nothing is locked while the other server is asked. Refuses `not_found`, and what is not
 * fetched from anywhere (`wrong_state`).
 */
export async function refreshCalendar(
  db: Database,
  actor: Actor,
  { calendarId }: { calendarId: string },
  now: Date,
): Promise<Result<Refreshed>> {
  const [known] = await db.select().from(calendars).where(eq(calendars.id, calendarId));
  if (!known) return refuse("not_found", "There is no such calendar.");
  if (known.urlSealed === null || known.archivedAt !== null)
    return refuse("wrong_state", `${known.name} is not fetched from anywhere.`);
  const fetched = await fetchCalendar(openSecret(known.urlSealed), etagToSend(known, now));
  if (fetched.kind === "failed") {
    const { reason } = fetched;
    return await db.transaction((tx) =>
      recordFailure(tx, actor, calendarId, `The calendar could not be fetched. ${reason}`, now),
    );
  }
  const read = fetched.kind === "fetched" ? readText(fetched.text, known.zone, now, "url") : undefined;
  if (read && !read.ok)
    return await db.transaction((tx) => recordFailure(tx, actor, calendarId, wordsOf(read.refusal), now));
  return await db.transaction(async (tx) => {
    const calendar = await lockCalendar(tx, calendarId);
    // Archived while the other server was asked.
    if (!calendar || calendar.archivedAt) return accept({ outcome: "unchanged" as const });
    const nextFetchAt = new Date(now.getTime() + calendar.refreshMinutes * minuteMs);
    const etag = fetched.kind === "fetched" ? fetched.etag : calendar.etag;
    await tx
      .update(calendars)
      .set({ fetchedAt: now, nextFetchAt, fetchError: null, etag })
      .where(eq(calendars.id, calendarId));
    await announceCalendar(tx, calendarId);
    if (read === undefined) return accept({ outcome: "unchanged" as const });
    const { events } = read.value;
    await replaceEvents(tx, calendarId, events, now);
    await recordAudit(tx, actor, now, {
      action: "calendar.read",
      subject: { kind: "calendar", id: calendarId, name: calendar.name },
      data: { events: events.length, from: calendar.urlHost },
    });
    return accept({ outcome: "read" as const, events: events.length });
  });
}

/**
 * "Unchanged" says that the file is the same, not that its events are: those of a series go on as the horizon moves. So the first
 * fetch of each month, and every one after a failure, asks for the whole.
 */
function etagToSend({ etag, fetchedAt, fetchError }: CalendarRow, now: Date): string | null {
  const isSameMonth = fetchedAt?.toISOString().slice(0, 7) === now.toISOString().slice(0, 7);
  return isSameMonth && fetchError === null ? etag : null;
}

const wordsOf = ({ message }: Refusal) => message.slice(0, 1_000);

async function recordFailure(
  tx: Tx,
  actor: Actor,
  calendarId: string,
  reason: string,
  now: Date,
): Promise<Result<Refreshed>> {
  const calendar = await lockCalendar(tx, calendarId);
  if (!calendar || calendar.archivedAt) return accept({ outcome: "failed", reason });
  const minutes = Math.min(calendar.refreshMinutes, retryMinutes);
  await tx
    .update(calendars)
    .set({ fetchError: reason, nextFetchAt: new Date(now.getTime() + minutes * minuteMs) })
    .where(eq(calendars.id, calendarId));
  // The same failure every half hour is one event for whoever reads the log.
  if (calendar.fetchError !== reason) {
    await recordAudit(tx, actor, now, {
      action: "calendar.failed",
      subject: { kind: "calendar", id: calendarId, name: calendar.name },
      data: { reason },
    });
  }
  await announceCalendar(tx, calendarId);
  return accept({ outcome: "failed", reason });
}
