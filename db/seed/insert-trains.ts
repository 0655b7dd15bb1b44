import { asc, eq } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { departures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { conductorsOf } from "@/lib/domain/conductor-rota";
import { addDaysInZone, localDate, weekOf } from "@/lib/time/calendar";
import { advanceDeparture } from "@/lib/trains/commands/advance-departure";
import { createTrain } from "@/lib/trains/commands/train";
import { createTrainInput } from "@/lib/trains/input/trains";
import { type Cast, perform } from "./cast";
import { organisationZone } from "./example-plan";
import { type ExampleTrain, exampleTrains, type PastFate } from "./example-trains";
import type { ExampleIds } from "./insert-plan";
import { callOffInThePast, sayGoInThePast, waitForGo, waiveInThePast } from "./past-words";

const minute = 60_000;
const day = 1_440 * minute;
const worker = { kind: "worker" } as const;
const lateMinutes = 130;
const underWayMinutes = 55;
const unheld = { holdCause: null, holdReason: "", heldBy: null, heldAt: null } as const;

/** A departure of the past, and what it carried if it left. */
export type PastDeparture = {
  id: string;
  name: string;
  departedAt: Date | null;
  arrivesAt: Date;
  qaExitAt: Date;
  boardingAt: Date;
  /** Something that it carried failed. */
  failed: boolean;
};
export type ExampleTrainRun = {
  train: ExampleTrain;
  /** In order of time. */
  past: PastDeparture[];
  /** The one that boards, or boards next. */
  next: { id: string; boardingAt: Date };
};

/**
 * Sets the two trains up as they were some months ago, through the product's own command, and lets their departures since then have
 * happened: most on time; one failed, the next one left late when somebody had said go, one was cancelled after a no-go. The one of the app train that comes next is boarding, on whichever day it is loaded.
 */
export async function insertTrains(db: Database, now: Date, ids: ExampleIds, cast: Cast): Promise<ExampleTrainRun[]> {
  const runs: ExampleTrainRun[] = [];
  for (const train of exampleTrains) {
    const first = firstDay(train, now);
    const input = createTrainInput.parse({
      name: train.name,
      description: train.description,
      zone: organisationZone,
      localStart: `${localDate(first, organisationZone)}T${train.at}`,
      durationMinutes: train.durationMinutes,
      rrule: train.rrule,
      milestones: train.milestones,
      onDayOff: "next",
      environmentIds: train.environments.map((name) => ids.environment(name)),
      capacity: train.capacity,
      bumping: train.bumping,
      goRule: train.goRule,
      conductorIds: train.conductors.map((key) => ids.person(key)),
    });
    const setUpAt = new Date(first.getTime() - 30 * day);
    const { trainId } = await perform(db, (tx) => createTrain(tx, cast("manager"), input, setUpAt));
    runs.push(await db.transaction((tx) => letPass(tx, { train, trainId, cast }, now)));
  }
  return runs;
}

/** So many departures ago, counted from a Tuesday whose cut-off is ahead and whose boarding has opened. */
function firstDay(train: ExampleTrain, now: Date): Date {
  const monday = weekOf(now, organisationZone).start;
  if (train.rrule.startsWith("FREQ=MONTHLY"))
    return addDaysInZone(monday, -31 * train.past.length - 10, organisationZone);
  const tuesday = addDaysInZone(monday, 8, organisationZone);
  const cutOff = addDaysInZone(tuesday, -4, organisationZone);
  const boards = cutOff.getTime() > now.getTime() + day ? tuesday : addDaysInZone(tuesday, 7, organisationZone);
  return addDaysInZone(boards, -14 * train.past.length, organisationZone);
}

type Passing = { train: ExampleTrain; trainId: string; cast: Cast };

async function letPass(tx: Tx, { train, trainId, cast }: Passing, now: Date): Promise<ExampleTrainRun> {
  const rows = await tx
    .select()
    .from(departures)
    .where(eq(departures.trainId, trainId))
    .orderBy(asc(departures.departsAt));
  const over = rows.filter(({ departsAt }) => departsAt < now);
  const past: PastDeparture[] = [];
  for (const [index, row] of over.entries()) {
    const fate = train.past[over.length - 1 - index] ?? "on_time";
    past.push(await end(tx, { train, row, fate, before: past.at(-1), cast }, now));
  }
  const next = rows.find(({ departsAt }) => departsAt >= now);
  if (next === undefined) throw new Error(`${train.name} has no departure ahead`);
  for (const { id, boardingAt } of rows.filter((row) => row.departsAt >= now && row.boardingAt < now))
    await advanceDeparture(tx, worker, id, new Date(boardingAt.getTime() + minute));
  return { train, past, next: { id: next.id, boardingAt: next.boardingAt } };
}

type Row = typeof departures.$inferSelect;
type Ending = { train: ExampleTrain; row: Row; fate: PastFate; before: PastDeparture | undefined; cast: Cast };

/** Whose turn it was in the rota. */
function conductorOf({ turn }: Row, { name, conductors }: ExampleTrain, cast: Cast): Member {
  const rota = conductors.map((key) => ({ id: cast(key).personId, key, name: cast(key).name, active: true }));
  const { primary } = conductorsOf(rota, turn, { primary: null, backup: null });
  const key = rota.find(({ id }) => id === primary?.id)?.key;
  if (key === undefined) throw new Error(`a departure of ${name} has no conductor`);
  return cast(key);
}

/** Takes a departure of the past along its arrows, one after the other, as the database wants it. */
async function end(tx: Tx, { train, row, fate, before, cast }: Ending, now: Date): Promise<PastDeparture> {
  const subject = { kind: "departure", id: row.id, name: `${train.name}, ${row.originalLocalStart.replace("T", " ")}` };
  const told = {
    id: row.id,
    name: subject.name,
    arrivesAt: row.arrivesAt,
    qaExitAt: row.qaExitAt,
    boardingAt: row.boardingAt,
    failed: fate === "failed",
  };
  const set = (change: Partial<Row>) => tx.update(departures).set(change).where(eq(departures.id, row.id));
  await set({ status: "boarding", statusSince: row.boardingAt });
  const departedAt = new Date(row.departsAt.getTime() + (fate === "waited" ? lateMinutes : 0) * minute);
  const outcome = fate === "failed" ? ("failed" as const) : ("complete" as const);
  const arrivedAt = new Date(Math.min(departedAt.getTime() + underWayMinutes * minute, now.getTime()));
  await set({ status: "locked", statusSince: row.cutOffAt, qaExitDoneAt: row.qaExitAt });
  const subjected = { ...row, name: subject.name };
  if (fate === "cancelled") {
    const { hold, ...cancelled } = await callOffInThePast(tx, conductorOf(row, train, cast), subjected);
    await set({ status: "held", statusSince: row.goNoGoAt, ...hold });
    await set({ status: "cancelled", ...unheld, ...cancelled });
    return { ...told, departedAt: null };
  }
  if (fate === "waived") await waiveInThePast(tx, cast, subjected);
  if (fate === "waited" && before !== undefined)
    await set({ status: "held", ...(await waitForGo(tx, cast, subjected, { after: before, saidAt: departedAt })) });
  // Those that waited or were waived have their go with what was in the way.
  if (fate === "on_time" || fate === "failed") {
    const conductor = train.goRule === "decided" ? conductorOf(row, train, cast) : null;
    await sayGoInThePast(tx, conductor, subjected);
  }
  await set({ status: "go", statusSince: row.goNoGoAt, ...unheld });
  if (fate === "waited")
    await set({ departsAt: departedAt, arrivesAt: new Date(row.arrivesAt.getTime() + lateMinutes * minute) });
  await set({ status: "departed", statusSince: departedAt, departedAt });
  await set({ status: "arrived", statusSince: arrivedAt, arrivedAt, outcome });
  await recordAudit(
    tx,
    worker,
    arrivedAt,
    { action: "departure.departed", subject },
    { action: "departure.arrived", subject, data: { outcome } },
  );
  const arrivesAt = fate === "waited" ? new Date(row.arrivesAt.getTime() + lateMinutes * minute) : row.arrivesAt;
  return { ...told, arrivesAt, departedAt };
}
