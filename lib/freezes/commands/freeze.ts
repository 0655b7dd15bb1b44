import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { calendars, freezeScopes, freezes } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideFreezeRule } from "@/lib/domain/window-rule";
import type { ChangeFreezeInput, CreateFreezeInput } from "@/lib/freezes/input";
import { listSlotsHitBy } from "@/lib/freezes/queries/freeze-hits";
import { loadLiveExceptions } from "@/lib/freezes/queries/freeze-rules";
import { freezeScopeOf, listsOfRows, namesOfScope, type WrittenScope } from "@/lib/freezes/queries/scope";
import { horizonAfter } from "@/lib/time/validate-rule";
import {
  comingPeriods,
  type FreezeRow,
  insertPeriods,
  periodsBetween,
  remakePeriods,
  replaceScope,
} from "./periods-of-freeze";

/**
 * Closes what the scope names while the freeze lasts, from now on and for slots that are booked already: they will be missed unless
 * they are moved; `hits` says how many. Refuses, with the field at fault, a rule that is broken (`invalid_input`) or closes
 * nothing that is still to come (`window_never_opens`), and a scope with something unknown in it (`not_found`).
 */
export async function createFreeze(
  tx: Tx,
  actor: Actor,
  input: CreateFreezeInput & { stopsTheLine?: boolean },
  now: Date,
): Promise<Result<{ freezeId: string; hits: number }>> {
  const { environmentIds, teamIds, serviceIds, except, ...columns } = input;
  const scope = { environmentIds, teamIds, serviceIds, except };
  const checked = decideFreezeRule(columns, now);
  if (!checked.ok) return checked;
  const names = await namesOfScope(tx, scope);
  if (!names.ok) return names;
  const freezeId = newId();
  const expandedUntil = horizonAfter(now);
  await tx.insert(freezes).values({
    id: freezeId,
    ...columns,
    expandedUntil,
    createdAt: now,
    createdBy: "personId" in actor ? actor.personId : null,
  });
  await replaceScope(tx, freezeId, scope);
  const periods = periodsBetween(columns, now, expandedUntil);
  await insertPeriods(tx, freezeId, periods);
  const { hits } = await listSlotsHitBy(tx, {
    grade: input.grade,
    scope: freezeScopeOf(scope),
    periods: periods.map((period) => period.during),
  });
  const { name, ...data } = columns;
  await recordAudit(tx, actor, now, {
    action: "freeze.created",
    subject: { kind: "freeze", id: freezeId, name },
    data: { ...data, scope: names.value.names, except: names.value.except, hits: hits.length },
  });
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept({ freezeId, hits: hits.length });
}

/**
 * Changes a freeze from now on; what it closed before stays on the record. What it had postponed and no longer hits is planned
 * again by the worker (case 10). Refuses like `createFreeze`, a lifted one and other times for one whose times come from a
 * calendar (`wrong_state`).
 */
export async function changeFreeze(
  tx: Tx,
  actor: Actor,
  input: ChangeFreezeInput,
  now: Date,
): Promise<Result<{ hits: number }>> {
  const { freezeId, environmentIds, teamIds, serviceIds, except, ...wanted } = input;
  const before = await lockFreeze(tx, freezeId);
  if (!before) return noFreeze;
  if (before.liftedAt) return refuse("wrong_state", `${before.name} was lifted. Reinstate it first.`);
  const freeze: FreezeRow = { ...before, ...wanted, expandedUntil: horizonAfter(now) };
  const ruled = checkTimes(before, freeze, now);
  if (!ruled.ok) return ruled;
  const scopeBefore = await scopeOf(tx, freezeId);
  const scope = {
    environmentIds: environmentIds ?? scopeBefore.environmentIds,
    teamIds: teamIds ?? scopeBefore.teamIds,
    serviceIds: serviceIds ?? scopeBefore.serviceIds,
    except: except ?? scopeBefore.except,
  };
  const names = await namesOfScope(tx, scope);
  if (!names.ok) return names;
  const changed = { ...fieldsChanged(before, wanted), ...fieldsChanged(scopeBefore, scope) };
  const isChanged = Object.keys(changed).length > 0;
  if (isChanged) {
    const { expandedUntil } = freeze;
    await tx
      .update(freezes)
      .set({ ...wanted, expandedUntil })
      .where(eq(freezes.id, freezeId));
    await replaceScope(tx, freezeId, scope);
    await remakePeriods(tx, freeze, now);
  }
  const periods = await comingPeriods(tx, freezeId, now);
  const exceptions = (await loadLiveExceptions(tx, [freezeId], { start: now, end: freeze.expandedUntil })).get(
    freezeId,
  );
  const { hits } = await listSlotsHitBy(tx, { grade: freeze.grade, scope: freezeScopeOf(scope), periods, exceptions });
  if (!isChanged) return accept({ hits: hits.length });
  await recordAudit(tx, actor, now, {
    action: "freeze.changed",
    subject: { kind: "freeze", id: freezeId, name: freeze.name },
    data: { changed, hits: hits.length },
  });
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept({ hits: hits.length });
}

const timeFields = ["localStart", "zone", "durationMinutes", "rrule", "exdates", "rdates"] as const;

function checkTimes(before: FreezeRow, after: FreezeRow, now: Date): Result<unknown> {
  if (before.calendarId === null) return decideFreezeRule(after, now);
  const changed = timeFields.find((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (changed === undefined) return accept(null);
  return refuse("wrong_state", `The times of ${before.name} come from its calendar.`, { field: changed });
}

/**
 * Ends a freeze at once and for good; it stays on the record. What it had postponed is planned again by the worker (cases 8 and 10).
 * Lifting twice changes nothing. Refuses `not_found`.
 */
export async function liftFreeze(tx: Tx, actor: Actor, input: { freezeId: string }, now: Date): Promise<Result<null>> {
  const freeze = await lockFreeze(tx, input.freezeId);
  if (!freeze) return noFreeze;
  if (freeze.liftedAt) return accept(null);
  await tx
    .update(freezes)
    .set({ liftedAt: now, liftedBy: "personId" in actor ? actor.personId : null })
    .where(eq(freezes.id, freeze.id));
  await recordAudit(tx, actor, now, {
    action: "freeze.lifted",
    subject: { kind: "freeze", id: freeze.id, name: freeze.name },
    data: { grade: freeze.grade },
  });
  await announce(tx, { noun: "freezes", id: freeze.id });
  return accept(null);
}

/** Takes lifting back. Refuses a freeze that would close nothing any more (`window_never_opens`), and one whose calendar closes nothing (`wrong_state`). */
export async function reinstateFreeze(
  tx: Tx,
  actor: Actor,
  input: { freezeId: string },
  now: Date,
): Promise<Result<null>> {
  const freeze = await lockFreeze(tx, input.freezeId);
  if (!freeze) return noFreeze;
  if (!freeze.liftedAt) return accept(null);
  const ruled = (await checkCalendar(tx, freeze)) ?? checkTimes(freeze, freeze, now);
  if (!ruled.ok) return ruled;
  const expandedUntil = horizonAfter(now);
  await tx.update(freezes).set({ liftedAt: null, liftedBy: null, expandedUntil }).where(eq(freezes.id, freeze.id));
  await remakePeriods(tx, { ...freeze, expandedUntil }, now);
  await recordAudit(tx, actor, now, {
    action: "freeze.reinstated",
    subject: { kind: "freeze", id: freeze.id, name: freeze.name },
    data: { grade: freeze.grade },
  });
  await announce(tx, { noun: "freezes", id: freeze.id });
  return accept(null);
}

/** Whether the freeze was lifted because its calendar closes nothing any more: then the calendar is what has to change. */
async function checkCalendar(tx: Tx, freeze: FreezeRow): Promise<ReturnType<typeof refuse> | undefined> {
  if (freeze.calendarId === null) return undefined;
  const [calendar] = await tx.select().from(calendars).where(eq(calendars.id, freeze.calendarId)).for("share");
  if (calendar?.use === "freeze" && calendar.archivedAt === null) return undefined;
  return refuse("wrong_state", `The calendar of ${freeze.name} closes nothing any more. Let it close first.`);
}

async function lockFreeze(tx: Tx, freezeId: string): Promise<FreezeRow | undefined> {
  const [freeze] = await tx.select().from(freezes).where(eq(freezes.id, freezeId)).for("update");
  return freeze;
}

async function scopeOf(tx: Tx, freezeId: string): Promise<WrittenScope> {
  return listsOfRows(await tx.select().from(freezeScopes).where(eq(freezeScopes.freezeId, freezeId)));
}

const noFreeze = refuse("not_found", "There is no such freeze.");
