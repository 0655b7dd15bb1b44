import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, releaseWindows } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { planOccurrences, type StandingOccurrence } from "@/lib/domain/occurrence-plan";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideWindowRule } from "@/lib/domain/window-rule";
import { horizonAfter } from "@/lib/time/validate-rule";
import type { ChangeWindowInput, CreateWindowInput } from "@/lib/windows/input";
import { liveSlotsIn, lockStandingOccurrences } from "@/lib/windows/queries/occurrences";
import { applyOccurrencePlan, insertOccurrences, openingsBetween, type WindowRow } from "./occurrences-of-window";

/**
 * Opens an environment on days and hours, and writes down the openings of the next 24 months. Refuses, with the field at fault,
 * a rule that is broken (`invalid_input`), never opens (`window_never_opens`) or overlaps itself (`window_overlaps_itself`); a
 * name that another window of the environment has (`name_taken`); an unknown environment (`not_found`).
 */
export async function createWindow(
  tx: Tx,
  actor: Actor,
  input: CreateWindowInput,
  now: Date,
): Promise<Result<{ windowId: string; openings: number }>> {
  const checked = decideWindowRule(input, now);
  if (!checked.ok) return checked;
  const [environment] = await tx
    .select({ name: environments.name })
    .from(environments)
    .where(eq(environments.id, input.environmentId))
    .for("key share");
  if (!environment) return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const expandedUntil = horizonAfter(now);
  const window = { id: newId(), ...input };
  await tx.insert(releaseWindows).values({
    ...window,
    expandedUntil,
    createdBy: "personId" in actor ? actor.personId : null,
  });
  const openings = await insertOccurrences(tx, window, openingsBetween(input, now, expandedUntil));
  const { name, environmentId: _, ...rule } = input;
  await recordAudit(tx, actor, now, {
    action: "window.created",
    subject: { kind: "window", id: window.id, name },
    data: { environment: environment.name, ...rule, openings },
  });
  await announceWindow(tx, window.id);
  return accept({ windowId: window.id, openings });
}

/** An opening that a change of the rule had to leave as it is. */
export type KeptOpening = { occurrenceId: string; during: { start: Date; end: Date } };

/**
 * Changes a window. Openings that are not over follow the new rule unless live slots stand in them: those are left as they are and
 * answered as `kept`. Name, grid and lead time count for new bookings only. Refuses like `createWindow`, and an archived window
 * (`wrong_state`).
 */
export async function changeWindow(
  tx: Tx,
  actor: Actor,
  input: ChangeWindowInput,
  now: Date,
): Promise<Result<{ kept: KeptOpening[] }>> {
  const { windowId, ...wanted } = input;
  const before = await lockWindow(tx, windowId);
  if (!before) return noWindow;
  if (before.archivedAt) return refuse("wrong_state", `${before.name} is archived. Restore it first.`);
  const changed = fieldsChanged(before, wanted);
  if (Object.keys(changed).length === 0) return accept({ kept: [] });
  const window = { ...before, ...wanted };
  const checked = decideWindowRule(window, now);
  if (!checked.ok) return checked;
  const kept = (await remakeOccurrences(tx, window, now)).map(keptOpening);
  const { expandedUntil } = window;
  await tx
    .update(releaseWindows)
    .set({ ...wanted, expandedUntil })
    .where(eq(releaseWindows.id, windowId));
  await recordAudit(tx, actor, now, {
    action: "window.changed",
    subject: { kind: "window", id: windowId, name: window.name },
    data: { changed, keptOpenings: kept.length },
  });
  await announceWindow(tx, windowId);
  return accept({ kept });
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
  const standing = await lockStandingOccurrences(tx, window.id, now);
  const occupied = standing.filter((occurrence) => occurrence.hasLiveSlots).map((occurrence) => occurrence.id);
  if (occupied.length > 0) {
    return refuse("in_use", `${window.name} still has booked slots. Move or cancel them first.`, {
      rules: await liveSlotsIn(tx, occupied, window.zone),
    });
  }
  await applyOccurrencePlan(tx, window, planOccurrences(standing, [], window.lanes));
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
  await remakeOccurrences(tx, window, now);
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

/** Makes the openings from now to the horizon follow the window's rule; answers with those that had to stay as they are. */
async function remakeOccurrences(tx: Tx, window: WindowRow, now: Date): Promise<StandingOccurrence[]> {
  const standing = await lockStandingOccurrences(tx, window.id, now);
  window.expandedUntil = new Date(Math.max(window.expandedUntil.getTime(), horizonAfter(now).getTime()));
  const openings = openingsBetween(window, now, window.expandedUntil);
  const plan = planOccurrences(standing, openings, window.lanes);
  await applyOccurrencePlan(tx, window, plan);
  return plan.keep;
}

const keptOpening = ({ id, during }: StandingOccurrence): KeptOpening => ({ occurrenceId: id, during });

async function lockWindow(tx: Tx, windowId: string): Promise<WindowRow | undefined> {
  const [window] = await tx.select().from(releaseWindows).where(eq(releaseWindows.id, windowId)).for("update");
  return window;
}

async function announceWindow(tx: Tx, windowId: string): Promise<void> {
  await announce(tx, { noun: "windows", id: windowId });
}

const noWindow = refuse("not_found", "There is no such window.");
