import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { departures, trains } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import { type Actor, isMember } from "@/lib/auth/actor";
import { departureName } from "@/lib/domain/departure-name";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { milestonesBefore } from "@/lib/domain/train-milestones";
import { decideTrainRule } from "@/lib/domain/train-rule";
import type { ChangeTrainInput, CreateTrainInput } from "@/lib/trains/input/trains";
import { liveOnTrain } from "@/lib/trains/queries/live-on-train";
import { loadWorkingCalendar } from "@/lib/trains/queries/working-calendar";
import { holdFirstAgain } from "./after-failure";
import type { TrainRow } from "./lock-departure";
import { conductorsOfTrain, pathOfTrain, replaceConductors, replacePath, sameList } from "./members-of-train";
import { departuresUntil, insertDepartures, plannedDepartures, remakeDepartures, withHistory } from "./plan-departures";
import { type TimetableTold, tellOfTimetable } from "./tell-of-timetable";
import { checkReferences } from "./train-references";

export const noTrain = refuse("not_found", "There is no such train.");

/**
 * Sets a train up and writes its departures of the next year down. Refuses, with the field at fault, a timetable that is broken or never
 * departs (`invalid_input`), a name that another train has (`name_taken`), and an environment, a calendar, a train or a person that is
 * not there (`not_found`).
 */
export async function createTrain(
  tx: Tx,
  actor: Actor,
  input: CreateTrainInput,
  now: Date,
): Promise<Result<{ trainId: string; departures: number }>> {
  const { environmentIds, conductorIds, ...columns } = input;
  const references = await checkReferences(tx, { ...input, trainId: null });
  if (!references.ok) return references;
  const checked = decideTrainRule(columns, await loadWorkingCalendar(tx, columns), now);
  if (!checked.ok) return checked;
  const id = newId();
  const expandedUntil = departuresUntil(now);
  const createdBy = isMember(actor) ? actor.personId : null;
  const [train] = await tx
    .insert(trains)
    .values({ id, ...columns, expandedUntil, createdBy })
    .returning();
  if (train === undefined) throw new Error("the train was not inserted");
  await replacePath(tx, id, environmentIds);
  await replaceConductors(tx, id, conductorIds);
  const made = await insertDepartures(tx, train, await plannedDepartures(tx, train, expandedUntil, now), now);
  await recordAudit(tx, actor, now, {
    action: "train.created",
    subject: { kind: "train", id, name: train.name },
    data: { ...columns, ...references.value, departures: made },
  });
  await announce(tx, { noun: "trains", id });
  return accept({ trainId: id, departures: made });
}

/** What decides when departures leave: they are planned anew when one of these changes. */
const ruleFields = [
  "zone",
  "localStart",
  "durationMinutes",
  "rrule",
  "exdates",
  "rdates",
  "weekdays",
  "holidayCalendarId",
  "onDayOff",
  "milestones",
] as const;

export type ChangedTrain = TimetableTold & {
  kept: { departureId: string; name: string }[];
  added: number;
  removed: number;
};

/**
 * Changes a train. Coming departures take the new times; one that the timetable no longer has goes, unless somebody is or was aboard: then
 * it takes place all the same and is answered as `kept`. What is past its cut-off, or was moved by hand, stays as it is. Those aboard a
 * departure that moves, or that the timetable no longer has, are told, and its conductors; the former is answered as `moved`. Policies count
 * from now on. Refuses like setting one up; an archived train (`wrong_state`); a capacity below what is aboard somewhere (`conflict`).
 */
export async function changeTrain(
  tx: Tx,
  actor: Actor,
  input: ChangeTrainInput,
  now: Date,
): Promise<Result<ChangedTrain>> {
  const { trainId, environmentIds, conductorIds, ...given } = input;
  const [before] = await tx.select().from(trains).where(eq(trains.id, trainId)).for("update");
  if (before === undefined) return noTrain;
  if (before.archivedAt !== null) return refuse("wrong_state", `${before.name} is archived. Restore it first.`);
  // Naming no train any more goes with the policy that named it.
  const missed = given.missed ?? before.missed;
  const wanted = { ...given, ...(missed === "named_train" ? {} : { missedTrainId: null }) };
  // Postgres keeps the keys of JSON in an order of its own: the same milestones are no change.
  if (given.milestones !== undefined && sameMilestones(before.milestones, given.milestones)) delete wanted.milestones;
  const path = await pathOfTrain(tx, trainId);
  const rota = await conductorsOfTrain(tx, trainId);
  const after = { ...before, ...wanted };
  const references = await checkReferences(tx, {
    ...after,
    trainId,
    environmentIds: environmentIds ?? path,
    conductorIds: conductorIds ?? [],
  });
  if (!references.ok) return references;
  const changed: Record<string, { from: unknown; to: unknown }> = { ...fieldsChanged(before, wanted) };
  if (environmentIds !== undefined && !sameList(path.toSorted(), environmentIds.toSorted()))
    changed.environments = { from: path, to: environmentIds };
  if (conductorIds !== undefined && !sameList(rota, conductorIds))
    changed.conductors = { from: rota, to: conductorIds };
  if (Object.keys(changed).length === 0) return accept({ kept: [], moved: [], added: 0, removed: 0 });
  const isRuleChanged = ruleFields.some((field) => field in changed);
  if (isRuleChanged) {
    const checked = decideTrainRule(after, await loadWorkingCalendar(tx, after), now);
    if (!checked.ok) return checked;
  }
  if (after.capacity !== null && (before.capacity === null || after.capacity < before.capacity)) {
    const fits = await fitsEverywhere(tx, trainId, after.capacity);
    if (!fits.ok) return fits;
  }
  const expandedUntil = isRuleChanged ? departuresUntil(now) : before.expandedUntil;
  const [train] = await tx
    .update(trains)
    .set({ ...wanted, expandedUntil })
    .where(eq(trains.id, trainId))
    .returning();
  if (train === undefined) throw new Error("a locked train vanished");
  if (environmentIds !== undefined) await replacePath(tx, trainId, environmentIds);
  if (conductorIds !== undefined) await replaceConductors(tx, trainId, conductorIds);
  const remade = isRuleChanged
    ? await remakeDepartures(tx, train, expandedUntil, now)
    : { kept: [], moved: [], dropped: [], added: 0, removed: 0 };
  if (isRuleChanged) await holdFirstAgain(tx, actor, train, now);
  const { added, removed } = remade;
  await recordAudit(tx, actor, now, {
    action: "train.changed",
    subject: { kind: "train", id: trainId, name: train.name },
    data: { changed, kept: remade.kept.length, moved: remade.moved.length, added, removed },
  });
  const { moved } = await tellOfTimetable(tx, actor, train, remade, now);
  await announce(tx, { noun: "trains", id: trainId });
  return accept({ kept: await namesOf(tx, train.name, remade.kept), moved, added, removed });
}

function sameMilestones(a: TrainRow["milestones"], b: TrainRow["milestones"]): boolean {
  return milestonesBefore.every((name) => a[name].workingDays === b[name].workingDays && a[name].at === b[name].at);
}

async function namesOf(tx: Tx, trainName: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(departures)
    .where(inArray(departures.id, [...ids]))
    .orderBy(departures.departsAt);
  return rows.map((row) => ({
    departureId: row.id,
    name: departureName(trainName, row.originalLocalStart, row.label),
  }));
}

async function fitsEverywhere(tx: Tx, trainId: string, capacity: number): Promise<Result<null>> {
  const full = (await liveOnTrain(tx, trainId)).find(({ seats }) => seats > capacity);
  if (full === undefined) return accept(null);
  const reason = `${full.name} has ${full.seats} releases aboard. Move some first.`;
  return refuse("conflict", reason, {
    field: "capacity",
    rules: [{ kind: "train", id: full.departureId, name: full.name, reason }],
  });
}

/**
 * Puts a train away: its coming departures go, what happened stays on the record. Refuses `in_use`, naming them, while somebody is aboard
 * one of its departures, or another train sends those who miss theirs here. Archiving twice changes nothing.
 */
export async function archiveTrain(
  tx: Tx,
  actor: Actor,
  { trainId }: { trainId: string },
  now: Date,
): Promise<Result<null>> {
  const [train] = await tx.select().from(trains).where(eq(trains.id, trainId)).for("update");
  if (train === undefined) return noTrain;
  if (train.archivedAt !== null) return accept(null);
  const live = await liveOnTrain(tx, trainId);
  if (live.length > 0) {
    return refuse("in_use", `${train.name} still has releases aboard. Move them first.`, {
      rules: live.map(({ departureId, name, aboard }) => ({
        kind: "train",
        id: departureId,
        name,
        reason: `${aboard} ${aboard === 1 ? "release is" : "releases are"} aboard ${name}.`,
      })),
    });
  }
  const [leader] = await tx.select().from(trains).where(eq(trains.missedTrainId, trainId));
  if (leader !== undefined && leader.archivedAt === null)
    return refuse("in_use", `${leader.name} sends here what misses its departure.`);
  await endDepartures(tx, trainId, now);
  await tx.update(trains).set({ archivedAt: now }).where(eq(trains.id, trainId));
  await recordAudit(tx, actor, now, {
    action: "train.archived",
    subject: { kind: "train", id: trainId, name: train.name },
  });
  await announce(tx, { noun: "trains", id: trainId });
  return accept(null);
}

/** Nothing of an archived train departs. Departures on which nothing happened go, so that a restored train has them anew. */
async function endDepartures(tx: Tx, trainId: string, now: Date): Promise<void> {
  const coming = await tx
    .select({ id: departures.id })
    .from(departures)
    .where(
      and(
        eq(departures.trainId, trainId),
        inArray(departures.status, ["scheduled", "boarding", "locked", "go", "held", "skipped"]),
      ),
    )
    .for("update");
  const ids = coming.map(({ id }) => id);
  const touched = await withHistory(tx, ids);
  const untouched = ids.filter((id) => !touched.has(id));
  if (untouched.length > 0) await tx.delete(departures).where(inArray(departures.id, untouched));
  if (touched.size > 0)
    await tx
      .update(departures)
      .set({ status: "cancelled", statusSince: now, cancelReason: "The train was archived." })
      .where(inArray(departures.id, [...touched]));
}

/**
 * Takes an archived train back into use; its departures are planned anew from now on, and one that was cancelled with it keeps its name
 * and does not come back. A failure nobody has said go after holds the first of them. Refuses like setting one up.
 */
export async function restoreTrain(
  tx: Tx,
  actor: Actor,
  { trainId }: { trainId: string },
  now: Date,
): Promise<Result<null>> {
  const [before] = await tx.select().from(trains).where(eq(trains.id, trainId)).for("update");
  if (before === undefined) return noTrain;
  if (before.archivedAt === null) return accept(null);
  const checked = decideTrainRule(before, await loadWorkingCalendar(tx, before), now);
  if (!checked.ok) return checked;
  const expandedUntil = departuresUntil(now);
  const [train] = await tx
    .update(trains)
    .set({ archivedAt: null, expandedUntil })
    .where(eq(trains.id, trainId))
    .returning();
  if (train === undefined) throw new Error("a locked train vanished");
  await remakeDepartures(tx, train, expandedUntil, now);
  await holdFirstAgain(tx, actor, train, now);
  await recordAudit(tx, actor, now, {
    action: "train.restored",
    subject: { kind: "train", id: trainId, name: train.name },
  });
  await announce(tx, { noun: "trains", id: trainId });
  return accept(null);
}
