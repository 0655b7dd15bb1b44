import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { calendarEvents, calendars, freezePeriods, freezeScopes, freezes } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { CalendarFreezeInput } from "@/lib/calendars/input";
import { type CalendarStretch, stretchesOfEvents } from "@/lib/domain/calendar-closing";
import { accept, type Result } from "@/lib/domain/refusal";
import { namesOfScope } from "@/lib/freezes/queries/scope";
import { horizonAfter } from "@/lib/time/validate-rule";

export type CalendarRow = typeof calendars.$inferSelect;

const rowsAtOnce = 5_000;
const minuteMs = 60_000;
/** What `freezes_duration` allows; the stretches themselves are as long as their events. */
const longestMinutes = 525_600;

/**
 * Makes the calendar's events close what the input says, from now on. A freeze that the calendar had before is taken up again, so that
 * its history stays one. Its events must have been written. Refuses a scope with something unknown in it (`not_found`) or nothing
 * (`invalid_input`), the field told as the calendar's.
 */
export async function closeByCalendar(
  tx: Tx,
  actor: Actor,
  { calendar, freeze }: { calendar: Pick<CalendarRow, "id" | "name" | "zone">; freeze: CalendarFreezeInput },
  now: Date,
): Promise<Result<{ freezeId: string }>> {
  const { grade, reason, thaw, thawPerHour, ...scope } = freeze;
  const names = await namesOfScope(tx, scope);
  if (!names.ok) return { ok: false, refusal: { ...names.refusal, field: `freeze.${names.refusal.field ?? "grade"}` } };
  const [first] = await stretchesOf(tx, calendar, now);
  const columns = {
    ...{ name: calendar.name, reason, grade, thaw, thawPerHour, zone: calendar.zone },
    localStart: (first?.originalLocalStart ?? now.toISOString()).slice(0, 16),
    durationMinutes: durationOf(first),
    expandedUntil: horizonAfter(now),
    liftedAt: null,
    liftedBy: null,
  };
  const [known] = await tx
    .select({ id: freezes.id })
    .from(freezes)
    .where(eq(freezes.calendarId, calendar.id))
    .for("update");
  const freezeId = known?.id ?? newId();
  if (known) {
    await tx.update(freezes).set(columns).where(eq(freezes.id, freezeId));
  } else {
    const createdBy = "personId" in actor ? actor.personId : null;
    await tx.insert(freezes).values({ id: freezeId, ...columns, calendarId: calendar.id, createdBy, createdAt: now });
  }
  await writeScope(tx, freezeId, scope);
  await writePeriods(tx, freezeId, calendar, now);
  await recordAudit(tx, actor, now, {
    action: known ? "freeze.reinstated" : "freeze.created",
    subject: { kind: "freeze", id: freezeId, name: calendar.name },
    data: { grade, calendar: calendar.name, scope: names.value.names, except: names.value.except },
  });
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept({ freezeId });
}

/** Ends the closing: the freeze is lifted and stays on the record. Nothing, where there is none. */
export async function stopClosingByCalendar(
  tx: Tx,
  actor: Actor,
  calendar: Pick<CalendarRow, "id">,
  now: Date,
): Promise<void> {
  const liftedBy = "personId" in actor ? actor.personId : null;
  const lifted = await tx
    .update(freezes)
    .set({ liftedAt: now, liftedBy })
    .where(and(eq(freezes.calendarId, calendar.id), isNull(freezes.liftedAt)))
    .returning({ id: freezes.id, name: freezes.name, grade: freezes.grade });
  for (const { id, name, grade } of lifted) {
    await recordAudit(tx, actor, now, {
      action: "freeze.lifted",
      subject: { kind: "freeze", id, name },
      data: { grade },
    });
    await announce(tx, { noun: "freezes", id });
  }
}

/** Makes the stretches of the calendar's freeze, if it has one, those of the events that are written now. What is over stays. */
export async function followCalendar(tx: Tx, calendarId: string, now: Date): Promise<void> {
  const [found] = await tx
    .select({ freezeId: freezes.id, calendar: { id: calendars.id, zone: calendars.zone } })
    .from(freezes)
    .innerJoin(calendars, eq(calendars.id, freezes.calendarId))
    .where(eq(freezes.calendarId, calendarId))
    .for("update", { of: freezes });
  if (found === undefined) return;
  await writePeriods(tx, found.freezeId, found.calendar, now);
  await tx
    .update(freezes)
    .set({ expandedUntil: horizonAfter(now) })
    .where(eq(freezes.id, found.freezeId));
  await announce(tx, { noun: "freezes", id: found.freezeId });
}

async function stretchesOf(tx: Tx, calendar: Pick<CalendarRow, "id" | "zone">, now: Date): Promise<CalendarStretch[]> {
  const events = await tx
    .select({ title: calendarEvents.title, during: calendarEvents.during })
    .from(calendarEvents)
    .where(eq(calendarEvents.calendarId, calendar.id))
    .orderBy(asc(sql`lower(${calendarEvents.during})`), asc(calendarEvents.title));
  return stretchesOfEvents(events, calendar.zone, now);
}

function durationOf(stretch: CalendarStretch | undefined): number {
  if (stretch === undefined) return 1_440;
  const minutes = Math.ceil((stretch.during.end.getTime() - stretch.during.start.getTime()) / minuteMs);
  return Math.min(longestMinutes, Math.max(1, minutes));
}

async function writePeriods(
  tx: Tx,
  freezeId: string,
  calendar: Pick<CalendarRow, "id" | "zone">,
  now: Date,
): Promise<void> {
  await tx
    .delete(freezePeriods)
    .where(
      and(
        eq(freezePeriods.freezeId, freezeId),
        sql`upper(${freezePeriods.during}) > ${now.toISOString()}::timestamptz`,
      ),
    );
  const stretches = await stretchesOf(tx, calendar, now);
  for (let first = 0; first < stretches.length; first += rowsAtOnce) {
    await tx
      .insert(freezePeriods)
      .values(stretches.slice(first, first + rowsAtOnce).map((stretch) => ({ id: newId(), freezeId, ...stretch })))
      .onConflictDoNothing({ target: [freezePeriods.freezeId, freezePeriods.originalLocalStart] });
  }
}

type Scope = Pick<CalendarFreezeInput, "environmentIds" | "teamIds" | "serviceIds" | "except">;

async function writeScope(tx: Tx, freezeId: string, { except, ...included }: Scope): Promise<void> {
  await tx.delete(freezeScopes).where(eq(freezeScopes.freezeId, freezeId));
  const rowsOf = ({ environmentIds, teamIds, serviceIds }: Scope["except"], excluded: boolean) => [
    ...[...new Set(environmentIds)].map((environmentId) => ({ freezeId, excluded, environmentId })),
    ...[...new Set(teamIds)].map((teamId) => ({ freezeId, excluded, teamId })),
    ...[...new Set(serviceIds)].map((serviceId) => ({ freezeId, excluded, serviceId })),
  ];
  const rows = [...rowsOf(included, false), ...rowsOf(except, true)];
  if (rows.length > 0) await tx.insert(freezeScopes).values(rows);
}
