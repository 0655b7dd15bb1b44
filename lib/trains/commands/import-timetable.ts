import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { departures, environments, trainEnvironments, trains } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember } from "@/lib/auth/actor";
import { accept, type Result, type Rule, refuse } from "@/lib/domain/refusal";
import type { TimetableFault } from "@/lib/domain/timetable-file";
import type { DatedDeparture, DatedTrain } from "@/lib/domain/timetable-plan";
import type { ImportTimetableInput } from "@/lib/trains/input/import";
import { planImport } from "@/lib/trains/queries/timetable-import";

export type Imported = { trains: number; departures: number; leftOut: number };

/** Rows of one statement: Postgres takes 65,535 parameters. */
const rowsAtOnce = 1_000;
/** A refusal names so many of the rows that make no sense. */
const mostNamed = 20;
/** A timetable of dates has all its departures: nothing is ever planned beyond them. */
const forever = new Date(Date.UTC(2199, 11, 31));

/**
 * Makes the trains of a file of dates, all of them or none, with every departure and its milestones as the file has them. What has left
 * already is written down as history; a changed rule leaves the others where they are, as if somebody had put them there by hand.
 *
 * Refuses a file in which a row makes no sense (`invalid_input`, each with its place), unless those are to be left out, a file that holds
 * nothing else, and environments that are not there (`not_found`). A constant number of statements for each thousand departures.
 */
export async function importTimetable(
  tx: Tx,
  actor: Actor,
  input: ImportTimetableInput,
  now: Date,
): Promise<Result<Imported>> {
  const known = await tx
    .select({ id: environments.id })
    .from(environments)
    .where(inArray(environments.id, input.environmentIds));
  if (known.length < new Set(input.environmentIds).size)
    return refuse("not_found", "There is no such environment.", { field: "environmentIds" });
  const plan = await planImport(tx, input);
  if (plan.faults.length > 0 && (!input.leaveOutFaulty || plan.trains.length === 0)) return faulty(plan.faults);
  const personId = isMember(actor) ? actor.personId : null;
  const made = plan.trains.map((train) => ({ id: newId(), train }));
  await inPieces(
    made.map(({ id, train }) => trainRow(id, train, input, personId)),
    (rows) => tx.insert(trains).values(rows),
  );
  const path = [...new Set(input.environmentIds)];
  await inPieces(
    made.flatMap(({ id }) => path.map((environmentId) => ({ trainId: id, environmentId }))),
    (rows) => tx.insert(trainEnvironments).values(rows),
  );
  await inPieces(
    made.flatMap(({ id, train }) => train.departures.map((each, place) => departureRow(id, each, place + 1, now))),
    (rows) => tx.insert(departures).values(rows),
  );
  await inPieces(made, (some) =>
    recordAudit(
      tx,
      actor,
      now,
      ...some.map(({ id, train }) => ({
        action: "train.created" as const,
        subject: { kind: "train", id, name: train.name },
        data: { imported: plan.format, departures: train.departures.length },
      })),
    ),
  );
  await announce(tx, { noun: "trains" });
  const count = plan.trains.reduce((sum, train) => sum + train.departures.length, 0);
  return accept({ trains: plan.trains.length, departures: count, leftOut: plan.faults.length });
}

function faulty(faults: readonly TimetableFault[]): ReturnType<typeof refuse> {
  const [first] = faults;
  const more = faults.length > 1 ? ` ${faults.length - 1} more make no sense either.` : "";
  const rules = faults
    .slice(0, mostNamed)
    .map(({ where, message }): Rule => ({ kind: "plan", name: where, reason: message }));
  return refuse("invalid_input", `${first?.where}: ${first?.message}${more}`, { field: "text", rules });
}

async function inPieces<T>(all: readonly T[], write: (some: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += rowsAtOnce) await write(all.slice(from, from + rowsAtOnce));
}

function trainRow(
  id: string,
  { name, departures: dated }: DatedTrain,
  input: ImportTimetableInput,
  createdBy: string | null,
): typeof trains.$inferInsert {
  const [first, ...rest] = dated.map(({ localStart }) => localStart);
  return {
    id,
    name,
    zone: input.zone,
    localStart: first ?? "",
    durationMinutes: input.durationMinutes,
    rrule: null,
    rdates: rest,
    weekdays: input.weekdays,
    holidayCalendarId: input.holidayCalendarId,
    onDayOff: "keep",
    milestones: input.milestones,
    expandedUntil: forever,
    createdBy,
  };
}

function departureRow(
  trainId: string,
  { label, localStart, at }: DatedDeparture,
  turn: number,
  now: Date,
): typeof departures.$inferInsert {
  const isPast = at.departure < now;
  const arrivedAt = at.arrival < now ? at.arrival : now;
  return {
    trainId,
    label,
    originalLocalStart: localStart,
    plannedAt: at.departure,
    boardingAt: at.boarding,
    cutOffAt: at.cutoff,
    qaExitAt: at.qa_exit,
    goNoGoAt: at.go_no_go,
    departsAt: at.departure,
    arrivesAt: at.arrival,
    turn,
    movedAt: now,
    ...(isPast
      ? {
          status: "arrived" as const,
          statusSince: arrivedAt,
          departedAt: at.departure,
          arrivedAt,
          outcome: "complete" as const,
        }
      : { statusSince: now }),
  };
}
