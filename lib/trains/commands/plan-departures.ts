import { and, eq, inArray, isNull, lt, max, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import {
  departureBlockers,
  departureDecisions,
  departures,
  rollCallAnswers,
  ticketMoves,
  tickets,
  trains,
} from "@/db/schema";
import { together } from "@/db/together";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { changeDepartures } from "@/lib/domain/departure-standing";
import { NoWorkingDay } from "@/lib/domain/milestone-times";
import { accept, type Result } from "@/lib/domain/refusal";
import type { TrainRule } from "@/lib/domain/train-milestones";
import { type PlannedDeparture, planTrain } from "@/lib/domain/train-plan";
import { log } from "@/lib/log";
import { RuleInvalid, RuleTooCostly } from "@/lib/time/recurrence";
import { loadWorkingCalendar } from "@/lib/trains/queries/working-calendar";
import { holdFirstAgain } from "./after-failure";
import type { TrainRow } from "./lock-departure";

/** Departures are written down this far ahead: a year, so that a train that leaves twice a year has its next ones. */
const horizonDays = 366;
/** Moved on when less than this is left of it. */
const slackDays = 31;
const mostDepartures = 2_000;
const day = 86_400_000;

/** Until when the departures of a train are written down. */
export const departuresUntil = (now: Date) => new Date(now.getTime() + horizonDays * day);

export const ruleOf = (train: TrainRow): TrainRule => train;

/** What the timetable gives from `now` on. */
async function timetabled(tx: Tx, train: TrainRow, until: Date, now: Date): Promise<PlannedDeparture[]> {
  const calendar = await loadWorkingCalendar(tx, train);
  return planTrain(ruleOf(train), calendar, { start: now, end: until }, mostDepartures).departures;
}

const canBeBoarded =
  (now: Date) =>
  ({ at }: PlannedDeparture) =>
    at.cutoff > now;

/** What the timetable gives from `now` on whose cut-off is to come: before that nobody could board. */
export async function plannedDepartures(tx: Tx, train: TrainRow, until: Date, now: Date): Promise<PlannedDeparture[]> {
  return (await timetabled(tx, train, until, now)).filter(canBeBoarded(now));
}

const timesOf = ({ at }: PlannedDeparture) => ({
  boardingAt: at.boarding,
  cutOffAt: at.cutoff,
  qaExitAt: at.qa_exit,
  goNoGoAt: at.go_no_go,
  departsAt: at.departure,
  arrivesAt: at.arrival,
});

/** Writes departures down, each with the next turn of the rota. One that the train has already is left as it is. */
export async function insertDepartures(
  tx: Tx,
  train: TrainRow,
  planned: readonly PlannedDeparture[],
  now: Date,
): Promise<number> {
  if (planned.length === 0) return 0;
  const [last] = await tx
    .select({ turn: max(departures.turn) })
    .from(departures)
    .where(eq(departures.trainId, train.id));
  const rows = await tx
    .insert(departures)
    .values(
      planned.map((departure, index) => ({
        id: newId(),
        trainId: train.id,
        originalLocalStart: departure.originalLocalStart,
        plannedAt: departure.at.departure,
        ...timesOf(departure),
        statusSince: now,
        turn: (last?.turn ?? 0) + index + 1,
      })),
    )
    .onConflictDoNothing({ target: [departures.trainId, departures.originalLocalStart] })
    .returning({ id: departures.id });
  return rows.length;
}

export type RemadeDepartures = {
  /** Those that stayed though the timetable no longer has them, and those past their cut-off. */
  kept: string[];
  /** Those that leave at another time now. */
  moved: { id: string; from: Date; to: Date }[];
  /** Of those that stayed, the ones that the timetable no longer has; `instead`: when it now departs that is nearest to them. */
  dropped: { id: string; instead: Date | undefined }[];
  added: number;
  removed: number;
};

/** The departures of a changed timetable: see `changeDepartures`. One that leaves at another time is announced again before that. */
export async function remakeDepartures(tx: Tx, train: TrainRow, until: Date, now: Date): Promise<RemadeDepartures> {
  const rows = await tx
    .select()
    .from(departures)
    .where(
      and(
        eq(departures.trainId, train.id),
        sql`${departures.departsAt} > ${now.toISOString()}::timestamptz`,
        inArray(departures.status, ["scheduled", "boarding", "locked", "go", "held", "skipped", "cancelled"]),
      ),
    )
    .orderBy(departures.id)
    .for("update");
  const touched = await withHistory(
    tx,
    rows.map(({ id }) => id),
  );
  const standing = rows.map((row) => ({ ...row, isMoved: row.movedAt !== null, hasHistory: touched.has(row.id) }));
  const timetable = await timetabled(tx, train, until, now);
  const change = changeDepartures(standing, timetable.filter(canBeBoarded(now)), now);
  if (change.remove.length > 0) await tx.delete(departures).where(inArray(departures.id, change.remove));
  const leftAt = new Map(rows.map(({ id, departsAt }) => [id, departsAt]));
  const moved = change.retime.flatMap(({ id, planned }) => {
    const [from, to] = [leftAt.get(id), planned.at.departure];
    return from === undefined || from.getTime() === to.getTime() ? [] : [{ id, from, to }];
  });
  for (const { id, planned } of change.retime) {
    const again = moved.some((each) => each.id === id) ? { soonToldAt: null } : {};
    await tx
      .update(departures)
      .set({ ...timesOf(planned), ...again })
      .where(eq(departures.id, id));
  }
  const added = await insertDepartures(tx, train, change.add, now);
  const dropped = rows.flatMap(({ id, originalLocalStart, departsAt }) =>
    change.keep.includes(id) && !timetable.some((each) => each.originalLocalStart === originalLocalStart)
      ? [{ id, instead: nearestTo(departsAt, timetable) }]
      : [],
  );
  return { kept: change.keep, moved, dropped, added, removed: change.remove.length };
}

function nearestTo(departsAt: Date, timetable: readonly PlannedDeparture[]): Date | undefined {
  const distance = (at: Date) => Math.abs(at.getTime() - departsAt.getTime());
  return timetable.map(({ at }) => at.departure).toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Those on which anything ever happened: they are never deleted. */
export async function withHistory(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await together(tx, [
    () => tx.selectDistinct({ id: tickets.departureId }).from(tickets).where(inArray(tickets.departureId, ids)),
    () =>
      tx
        .selectDistinct({ id: ticketMoves.fromDepartureId })
        .from(ticketMoves)
        .where(inArray(ticketMoves.fromDepartureId, ids)),
    () =>
      tx
        .selectDistinct({ id: ticketMoves.toDepartureId })
        .from(ticketMoves)
        .where(inArray(ticketMoves.toDepartureId, ids)),
    () =>
      tx
        .selectDistinct({ id: departureBlockers.departureId })
        .from(departureBlockers)
        .where(inArray(departureBlockers.departureId, ids)),
    () =>
      tx
        .selectDistinct({ id: departureDecisions.departureId })
        .from(departureDecisions)
        .where(inArray(departureDecisions.departureId, ids)),
    () =>
      tx
        .selectDistinct({ id: rollCallAnswers.departureId })
        .from(rollCallAnswers)
        .where(inArray(rollCallAnswers.departureId, ids)),
  ]);
  return new Set(found.flat().flatMap(({ id }) => id ?? []));
}

/**
 * Moves the horizon of every train on: departures are written down a year ahead. As often as one likes, from as many workers: each locks
 * the trains that are behind, and whoever comes second finds none. A rule that cannot be worked out any more is logged and left.
 */
export async function extendDepartures(tx: Tx, actor: Actor, now: Date): Promise<Result<{ departures: number }>> {
  const behind = await tx
    .select()
    .from(trains)
    .where(
      and(
        isNull(trains.archivedAt),
        lt(trains.expandedUntil, new Date(departuresUntil(now).getTime() - slackDays * day)),
      ),
    )
    .orderBy(trains.id)
    .for("update");
  const until = departuresUntil(now);
  let made = 0;
  for (const train of behind) {
    try {
      const { expandedUntil } = train;
      const planned = await plannedDepartures(tx, train, until, now);
      const added = await insertDepartures(
        tx,
        train,
        planned.filter(({ at }) => at.departure >= expandedUntil),
        now,
      );
      if (added > 0) await holdFirstAgain(tx, actor, train, now);
      made += added;
    } catch (error) {
      if (!(error instanceof RuleInvalid || error instanceof RuleTooCostly || error instanceof NoWorkingDay))
        throw error;
      log.error({ trainId: train.id, reason: error.message }, "a timetable cannot be worked out any more");
    }
    await tx.update(trains).set({ expandedUntil: until }).where(eq(trains.id, train.id));
  }
  if (made > 0) {
    await recordAudit(tx, actor, now, {
      action: "departure.planned",
      subject: { kind: "horizon", name: until.toISOString().slice(0, 10) },
      data: { departures: made },
    });
    await announce(tx, { noun: "trains" });
  }
  return accept({ departures: made });
}
