import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, releaseWindows } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { planOccurrences } from "@/lib/domain/occurrence-plan";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideWindowRule } from "@/lib/domain/window-rule";
import { horizonAfter } from "@/lib/time/validate-rule";
import type { ChangeWindowInput, CreateWindowInput } from "@/lib/windows/input";
import { loadFateFacts } from "@/lib/windows/queries/fate-facts";
import { liveSlotsIn } from "@/lib/windows/queries/occurrences";
import { loadStandingOccurrences } from "@/lib/windows/queries/standing-occurrences";
import { bookerNames, bookersOf, replaceBookers } from "./bookers";
import { changedFields, decideNotBeyondSuccessor } from "./change-of-window";
import { endOpenings, insertOccurrences, openingsBetween, type WindowRow } from "./occurrences-of-window";
import { type Remade, remakeOccurrences } from "./remake-occurrences";
import { slotCounts } from "./slots-of-plan";

/**
 * Opens an environment on days and hours, and writes down the openings of the next 24 months. Refuses, with the field at fault,
 * a rule that is broken (`invalid_input`), never opens (`window_never_opens`) or overlaps itself (`window_overlaps_itself`); a
 * name that another window of the environment has (`name_taken`); an unknown environment or team (`not_found`).
 */
export async function createWindow(
  tx: Tx,
  actor: Actor,
  input: CreateWindowInput,
  now: Date,
): Promise<Result<{ windowId: string; openings: number }>> {
  const { teamIds, ...columns } = input;
  const checked = decideWindowRule(columns, now);
  if (!checked.ok) return checked;
  const [environment] = await tx
    .select({ name: environments.name })
    .from(environments)
    .where(eq(environments.id, input.environmentId))
    .for("key share");
  if (!environment) return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const expandedUntil = horizonAfter(now);
  const window = { id: newId(), ...columns };
  await tx.insert(releaseWindows).values({
    ...window,
    expandedUntil,
    createdBy: "personId" in actor ? actor.personId : null,
  });
  const bookers = await replaceBookers(tx, window.id, teamIds);
  if (!bookers.ok) return bookers;
  const openings = await insertOccurrences(tx, window, openingsBetween(columns, now, expandedUntil));
  const { name, environmentId: _, ...rule } = columns;
  await recordAudit(tx, actor, now, {
    action: "window.created",
    subject: { kind: "window", id: window.id, name },
    data: { environment: environment.name, ...rule, bookers: bookerNames(bookers.value), openings },
  });
  await announceWindow(tx, window.id);
  return accept({ windowId: window.id, openings });
}

/**
 * Changes a window for all its openings that are not over. They follow the new rule, and what becomes of those with booked slots
 * the input says: they stay as they are (`keep`, answered as `kept`), or go along with their slots (`move`). One that somebody
 * changed or cancelled alone is left as it is (case 11). Name, grid, lead time, who may book and what overrunning deployments do
 * count from now on. Everything commits together. Refuses like `createWindow`; an archived window (`wrong_state`); slots that
 * would lose their place, unless the input says what becomes of them (`slots_orphaned`, naming them); a rule that goes on beyond
 * where another window has taken over (`window_overlaps_itself`).
 */
export async function changeWindow(tx: Tx, actor: Actor, input: ChangeWindowInput, now: Date): Promise<Result<Remade>> {
  const { windowId, slots, orphans, teamIds, ...wanted } = input;
  const before = await lockWindow(tx, windowId);
  if (!before) return noWindow;
  if (before.archivedAt) return refuse("wrong_state", `${before.name} is archived. Restore it first.`);
  const bookersBefore = await bookersOf(tx, windowId);
  const { changed, isRuleChanged } = changedFields(before, wanted, bookersBefore, teamIds);
  if (Object.keys(changed).length === 0) return accept(nothingRemade);
  const window = { ...before, ...wanted };
  if (teamIds !== undefined) {
    const bookers = await replaceBookers(tx, windowId, teamIds);
    if (!bookers.ok) return bookers;
    if (changed.bookers) changed.bookers.to = bookerNames(bookers.value);
  }
  let remade = nothingRemade;
  if (isRuleChanged) {
    const checked = decideWindowRule(window, now);
    if (!checked.ok) return checked;
    const beyond = await decideNotBeyondSuccessor(tx, window);
    if (!beyond.ok) return beyond;
    const done = await remakeOccurrences(tx, actor, { window, answer: { slots, orphans } }, now);
    if (!done.ok) return done;
    remade = done.value;
  }
  const { expandedUntil } = window;
  await tx
    .update(releaseWindows)
    .set({ ...wanted, expandedUntil })
    .where(eq(releaseWindows.id, windowId));
  const { kept, movedSlots, cancelledSlots } = remade;
  await recordAudit(tx, actor, now, {
    action: "window.changed",
    subject: { kind: "window", id: windowId, name: window.name },
    data: { changed, keptOpenings: kept.length, ...slotCounts({ movedSlots, cancelledSlots }) },
  });
  await announceWindow(tx, windowId);
  return accept(remade);
}

/**
 * Puts a window away: its coming openings go, what happened in it stays on the record. Refuses `in_use` while live slots stand in
 * it, and names them. Archiving twice changes nothing.
 */
export async function archiveWindow(
  tx: Tx,
  actor: Actor,
  input: { windowId: string },
  now: Date,
): Promise<Result<null>> {
  const window = await lockWindow(tx, input.windowId);
  if (!window) return noWindow;
  if (window.archivedAt) return accept(null);
  const scope = { windowId: window.id, zone: window.zone };
  const { standing } = await loadStandingOccurrences(tx, scope, now, { lock: true });
  const occupied = standing.filter(({ slots }) => slots.length > 0).map(({ id }) => id);
  if (occupied.length > 0) {
    return refuse("in_use", `${window.name} still has booked slots. Move or cancel them first.`, {
      rules: await liveSlotsIn(tx, occupied, window.zone),
    });
  }
  // Those that were changed alone go too: nothing of an archived window opens. What was cancelled alone stays so for a restore.
  const all = standing.map((occurrence) => ({
    ...occurrence,
    isEdited: occurrence.isEdited && occurrence.status === "cancelled",
  }));
  const facts = await loadFateFacts(tx, window, [], now);
  const answer = { slots: "keep", orphans: "refuse" } as const;
  await endOpenings(tx, planOccurrences(all, { openings: [], lanes: window.lanes, answer, facts }));
  await tx.update(releaseWindows).set({ archivedAt: now }).where(eq(releaseWindows.id, window.id));
  await recordAudit(tx, actor, now, {
    action: "window.archived",
    subject: { kind: "window", id: window.id, name: window.name },
    data: { openings: standing.length },
  });
  await announceWindow(tx, window.id);
  return accept(null);
}

/**
 * Takes an archived window back into use; its openings are made again. Refuses `name_taken` when another window of the environment
 * has its name by now, and a rule that does not open any more (`window_never_opens`).
 */
export async function restoreWindow(
  tx: Tx,
  actor: Actor,
  input: { windowId: string },
  now: Date,
): Promise<Result<null>> {
  const window = await lockWindow(tx, input.windowId);
  if (!window) return noWindow;
  if (!window.archivedAt) return accept(null);
  const checked = decideWindowRule(window, now);
  if (!checked.ok) return checked;
  const remade = await remakeOccurrences(tx, actor, { window, answer: { slots: "keep", orphans: "refuse" } }, now);
  if (!remade.ok) return remade;
  await tx
    .update(releaseWindows)
    .set({ archivedAt: null, expandedUntil: window.expandedUntil })
    .where(eq(releaseWindows.id, window.id));
  await recordAudit(tx, actor, now, {
    action: "window.changed",
    subject: { kind: "window", id: window.id, name: window.name },
    data: { changed: { archived: { from: true, to: false } } },
  });
  await announceWindow(tx, window.id);
  return accept(null);
}

const nothingRemade: Remade = { kept: [], movedSlots: 0, cancelledSlots: 0 };

/** The window, so that nobody else changes it until this transaction ends. */
export async function lockWindow(tx: Tx, windowId: string): Promise<WindowRow | undefined> {
  const [window] = await tx.select().from(releaseWindows).where(eq(releaseWindows.id, windowId)).for("update");
  return window;
}

export async function announceWindow(tx: Tx, windowId: string): Promise<void> {
  await announce(tx, { noun: "windows", id: windowId });
}

export const noWindow = refuse("not_found", "There is no such window.");
