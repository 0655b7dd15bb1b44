import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { calendars, freezes } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { ChangeCalendarInput, CreateCalendarInput } from "@/lib/calendars/input";
import type { Reading } from "@/lib/calendars/queries/reading";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { sealSecret } from "@/lib/webhooks/secret";
import { replaceEvents } from "./events-of-calendar";
import { type CalendarRow, closeByCalendar, stopClosingByCalendar } from "./freeze-of-calendar";

const minuteMs = 60_000;

/**
 * Keeps a calendar that was read: its events, where it comes from (the address sealed) and what its events are here. As a freeze it
 * closes from now on. Refuses a name that another calendar has (`name_taken`), and what `closeByCalendar` refuses.
 */
export async function createCalendar(
  tx: Tx,
  actor: Actor,
  input: Omit<CreateCalendarInput, "text" | "url">,
  reading: Reading,
  now: Date,
): Promise<Result<{ calendarId: string; events: number }>> {
  const { name, zone, use, refreshMinutes, freeze } = input;
  const { url, etag, events } = reading;
  const calendar = { id: newId(), name, zone };
  await tx.insert(calendars).values({
    ...calendar,
    use,
    refreshMinutes,
    urlSealed: url && sealSecret(url.href),
    urlHost: url?.host ?? null,
    etag,
    fetchedAt: now,
    nextFetchAt: url && new Date(now.getTime() + refreshMinutes * minuteMs),
    createdBy: "personId" in actor ? actor.personId : null,
    createdAt: now,
  });
  await replaceEvents(tx, calendar.id, events, now);
  if (use === "freeze" && freeze !== undefined) {
    const closed = await closeByCalendar(tx, actor, { calendar, freeze }, now);
    if (!closed.ok) return closed;
  }
  await recordAudit(tx, actor, now, {
    action: "calendar.created",
    subject: { kind: "calendar", id: calendar.id, name },
    data: { zone, use, from: url?.host ?? "a file", events: events.length, ...(url ? { refreshMinutes } : {}) },
  });
  await announceCalendar(tx, calendar.id);
  return accept({ calendarId: calendar.id, events: events.length });
}

/**
 * Renames a calendar, changes what its events are here or how often it is fetched. From freeze to marks lifts its freeze. Refuses
 * `not_found`, an archived one (`wrong_state`), a name that is taken (`name_taken`), and what `closeByCalendar` refuses.
 */
export async function changeCalendar(
  tx: Tx,
  actor: Actor,
  input: ChangeCalendarInput,
  now: Date,
): Promise<Result<null>> {
  const { calendarId, freeze, ...wanted } = input;
  const before = await lockCalendar(tx, calendarId);
  if (!before) return noCalendar;
  if (before.archivedAt) return refuse("wrong_state", `${before.name} is archived. Add it again.`);
  const calendar = { ...before, ...wanted };
  const changed = fieldsChanged(before, wanted);
  const isFollowed = calendar.urlSealed !== null;
  if (Object.keys(changed).length > 0) {
    const nextFetchAt = isFollowed
      ? new Date((before.fetchedAt ?? now).getTime() + calendar.refreshMinutes * minuteMs)
      : null;
    await tx
      .update(calendars)
      .set({ ...wanted, nextFetchAt })
      .where(eq(calendars.id, calendarId));
    await recordAudit(tx, actor, now, {
      action: "calendar.changed",
      subject: { kind: "calendar", id: calendarId, name: calendar.name },
      data: { changed },
    });
  }
  // A freeze that was never given a name of its own goes on being called after its calendar.
  if (wanted.name !== undefined)
    await tx
      .update(freezes)
      .set({ name: wanted.name })
      .where(and(eq(freezes.calendarId, calendarId), eq(freezes.name, before.name)));
  if (calendar.use === "freeze" && freeze !== undefined) {
    const closed = await closeByCalendar(tx, actor, { calendar, freeze }, now);
    if (!closed.ok) return closed;
  }
  if (calendar.use === "mark") await stopClosingByCalendar(tx, actor, calendar, now);
  await announceCalendar(tx, calendarId);
  return accept(null);
}

/** Puts a file's new events in place of the old ones. Refuses `not_found`, and an archived one or a subscription (`wrong_state`). */
export async function replaceCalendarFile(
  tx: Tx,
  actor: Actor,
  { calendarId, reading }: { calendarId: string; reading: Reading },
  now: Date,
): Promise<Result<{ events: number }>> {
  const calendar = await lockCalendar(tx, calendarId);
  if (!calendar) return noCalendar;
  if (calendar.archivedAt) return refuse("wrong_state", `${calendar.name} is archived. Add it again.`);
  if (calendar.urlSealed) return refuse("wrong_state", `${calendar.name} is fetched from ${calendar.urlHost}.`);
  await replaceEvents(tx, calendarId, reading.events, now);
  await tx.update(calendars).set({ fetchedAt: now, fetchError: null }).where(eq(calendars.id, calendarId));
  await recordAudit(tx, actor, now, {
    action: "calendar.read",
    subject: { kind: "calendar", id: calendarId, name: calendar.name },
    data: { events: reading.events.length, from: "a file" },
  });
  await announceCalendar(tx, calendarId);
  return accept({ events: reading.events.length });
}

/** Puts a calendar away: its marks go, its freeze is lifted, it is fetched no more. Archiving twice changes nothing. */
export async function archiveCalendar(
  tx: Tx,
  actor: Actor,
  input: { calendarId: string },
  now: Date,
): Promise<Result<null>> {
  const calendar = await lockCalendar(tx, input.calendarId);
  if (!calendar) return noCalendar;
  if (calendar.archivedAt) return accept(null);
  await tx.update(calendars).set({ archivedAt: now, nextFetchAt: null }).where(eq(calendars.id, calendar.id));
  await stopClosingByCalendar(tx, actor, calendar, now);
  await recordAudit(tx, actor, now, {
    action: "calendar.archived",
    subject: { kind: "calendar", id: calendar.id, name: calendar.name },
  });
  await announceCalendar(tx, calendar.id);
  return accept(null);
}

/** The calendar, so that nobody else changes it until this transaction ends. */
export async function lockCalendar(tx: Tx, calendarId: string): Promise<CalendarRow | undefined> {
  const [calendar] = await tx.select().from(calendars).where(eq(calendars.id, calendarId)).for("update");
  return calendar;
}

export async function announceCalendar(tx: Tx, calendarId: string): Promise<void> {
  await announce(tx, { noun: "calendars", id: calendarId });
}

const noCalendar = refuse("not_found", "There is no such calendar.");
