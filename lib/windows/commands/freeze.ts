import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { freezeScopes, freezes } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideFreezeRule } from "@/lib/domain/window-rule";
import { horizonAfter } from "@/lib/time/validate-rule";
import type { ChangeFreezeInput, CreateFreezeInput } from "@/lib/windows/input";
import { listSlotsHitBy } from "@/lib/windows/queries/freeze-hits";
import { freezeScopeOf, namesOfScope } from "@/lib/windows/queries/scope-names";
import { type FreezeRow, insertPeriods, periodsBetween, remakePeriods, replaceScope } from "./periods-of-freeze";

/**
 * Closes what the scope names while the freeze lasts, from now on and for slots that are booked already: they will be missed unless
 * they are moved; `hits` says how many. Refuses, with the field at fault, a rule that is broken (`invalid_input`) or closes
 * nothing that is still to come (`window_never_opens`), and a scope with something unknown in it (`not_found`).
 */
export async function createFreeze(
  tx: Tx,
  actor: Actor,
  input: CreateFreezeInput,
  now: Date,
): Promise<Result<{ freezeId: string; hits: number }>> {
  const { environmentIds, teamIds, serviceIds, ...columns } = input;
  const checked = decideFreezeRule({ ...columns, rdates: [] }, now);
  if (!checked.ok) return checked;
  const names = await namesOfScope(tx, input);
  if (!names.ok) return names;
  const freezeId = newId();
  const expandedUntil = horizonAfter(now);
  await tx
    .insert(freezes)
    .values({ id: freezeId, ...columns, expandedUntil, createdBy: "personId" in actor ? actor.personId : null });
  await replaceScope(tx, freezeId, { environmentIds, teamIds, serviceIds });
  const periods = periodsBetween(columns, now, expandedUntil);
  await insertPeriods(tx, freezeId, periods);
  const hits = await listSlotsHitBy(tx, {
    grade: input.grade,
    scope: freezeScopeOf(input),
    periods: periods.map((period) => period.during),
  });
  const { name, ...data } = columns;
  await recordAudit(tx, actor, now, {
    action: "freeze.created",
    subject: { kind: "freeze", id: freezeId, name },
    data: { ...data, scope: names.value, hits: hits.length },
  });
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept({ freezeId, hits: hits.length });
}

/** Changes a freeze from now on; what it closed before stays on the record. Refuses like `createFreeze`, and a lifted one (`wrong_state`). */
export async function changeFreeze(
  tx: Tx,
  actor: Actor,
  input: ChangeFreezeInput,
  now: Date,
): Promise<Result<{ hits: number }>> {
  const { freezeId, environmentIds, teamIds, serviceIds, ...wanted } = input;
  const before = await lockFreeze(tx, freezeId);
  if (!before) return noFreeze;
  if (before.liftedAt) return refuse("wrong_state", `${before.name} was lifted. Reinstate it first.`);
  const freeze: FreezeRow = { ...before, ...wanted, expandedUntil: horizonAfter(now) };
  const checked = decideFreezeRule({ ...freeze, rdates: [] }, now);
  if (!checked.ok) return checked;
  const scopeBefore = await scopeOf(tx, freezeId);
  const scope = {
    environmentIds: environmentIds ?? scopeBefore.environmentIds,
    teamIds: teamIds ?? scopeBefore.teamIds,
    serviceIds: serviceIds ?? scopeBefore.serviceIds,
  };
  const names = await namesOfScope(tx, scope);
  if (!names.ok) return names;
  const changed = { ...fieldsChanged(before, wanted), ...fieldsChanged(scopeBefore, scope) };
  const periods = periodsBetween(freeze, now, freeze.expandedUntil).map((period) => period.during);
  const hits = await listSlotsHitBy(tx, { grade: freeze.grade, scope: freezeScopeOf(scope), periods });
  if (Object.keys(changed).length === 0) return accept({ hits: hits.length });
  await tx
    .update(freezes)
    .set({ ...wanted, expandedUntil: freeze.expandedUntil })
    .where(eq(freezes.id, freezeId));
  await replaceScope(tx, freezeId, scope);
  await remakePeriods(tx, freeze, now);
  await recordAudit(tx, actor, now, {
    action: "freeze.changed",
    subject: { kind: "freeze", id: freezeId, name: freeze.name },
    data: { changed, hits: hits.length },
  });
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept({ hits: hits.length });
}

/** Ends a freeze at once and for good; it stays on the record. Lifting twice changes nothing. Refuses `not_found`. */
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

/** Takes lifting back. Refuses a freeze that would close nothing any more (`window_never_opens`). */
export async function reinstateFreeze(
  tx: Tx,
  actor: Actor,
  input: { freezeId: string },
  now: Date,
): Promise<Result<null>> {
  const freeze = await lockFreeze(tx, input.freezeId);
  if (!freeze) return noFreeze;
  if (!freeze.liftedAt) return accept(null);
  const checked = decideFreezeRule({ ...freeze, rdates: [] }, now);
  if (!checked.ok) return checked;
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

async function lockFreeze(tx: Tx, freezeId: string): Promise<FreezeRow | undefined> {
  const [freeze] = await tx.select().from(freezes).where(eq(freezes.id, freezeId)).for("update");
  return freeze;
}

async function scopeOf(tx: Tx, freezeId: string) {
  const rows = await tx.select().from(freezeScopes).where(eq(freezeScopes.freezeId, freezeId));
  const ids = (key: "environmentId" | "teamId" | "serviceId") => rows.flatMap((row) => row[key] ?? []);
  return { environmentIds: ids("environmentId"), teamIds: ids("teamId"), serviceIds: ids("serviceId") };
}

const noFreeze = refuse("not_found", "There is no such freeze.");
