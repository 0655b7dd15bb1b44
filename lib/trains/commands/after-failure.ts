import { and, asc, desc, eq, gt, gte, inArray, ne, or, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { departureBlockers, departures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { departureName } from "@/lib/domain/departure-name";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import { tell } from "@/lib/notices/tell";
import { loadTickets } from "@/lib/trains/queries/passengers";
import type { DepartureRow, LockedDeparture, TrainRow } from "./lock-departure";
import { peopleOf } from "./people-of-departure";

/**
 * A departure failed: the next one of its train waits for somebody's go. `failed` names the releases. Where the train has none, nothing
 * waits until it has one (`holdFirstAgain`).
 */
export async function holdNext(
  tx: Tx,
  actor: Actor,
  { departure, train, name }: LockedDeparture,
  failed: readonly string[],
  now: Date,
): Promise<void> {
  const next = await lockFirst(tx, train, and(gte(departures.departsAt, departure.departsAt), isOther(departure)));
  if (next !== undefined) await raise(tx, actor, { train, next, name, failed }, now);
}

type Failure = { train: TrainRow; next: DepartureRow; name: string; failed: readonly string[] };

async function raise(tx: Tx, actor: Actor, { train, next, name, failed }: Failure, now: Date): Promise<void> {
  const what = failed.length > 0 ? ` (${failed.join(", ")})` : "";
  const reason = `${name} failed${what}: somebody has to say go.`;
  await tx.insert(departureBlockers).values({ departureId: next.id, kind: "after_failure", reason, raisedAt: now });
  await recordAudit(tx, actor, now, {
    action: "departure_blocker.raised",
    subject: { kind: "departure", id: next.id, name: nameOf(train, next) },
    data: { reason, kind: "after_failure" },
  });
  await announce(tx, { noun: "trains", id: next.id });
  await tellOfWait(tx, actor, { train, departure: next, reason }, now);
}

/** The people of the departure that has to wait are told while there is time to look into it. */
async function tellOfWait(
  tx: Tx,
  actor: Actor,
  { train, departure, reason }: { train: TrainRow; departure: DepartureRow; reason: string },
  now: Date,
): Promise<void> {
  const name = nameOf(train, departure);
  await tell(tx, actor, now, {
    to: await peopleOf(tx, { departure, train, name }),
    kind: "blocker_raised",
    subject: { noun: "departures", id: departure.id },
    params: { departure: name, reason, by: "name" in actor ? actor.name : "Signalbox" },
  });
}

/**
 * A departure that waits for somebody's go after a failure does not take place: the one after it waits instead. Nobody has said go yet, and
 * calling off is not saying it.
 */
export async function handOnFailure(
  tx: Tx,
  actor: Actor,
  { departure, train, name }: LockedDeparture,
  now: Date,
): Promise<void> {
  const held = await findWaiting(tx, eq(departures.id, departure.id));
  if (held.length === 0) return;
  const next = await lockFirst(tx, train, and(gte(departures.departsAt, departure.departsAt), isOther(departure)));
  if (next !== undefined) await give(tx, actor, { held, train, to: next, why: `${name} does not take place.` }, now);
}

/**
 * Another departure than the one that waits for somebody's go after a failure has become the train's next, since one was moved, taken up
 * again or added, or the train was restored: now it is that one which waits. What failed has left before `now`, so whatever leaves after
 * `now` leaves after it. Where no departure was there to wait when the failure came, or when the waiting one was called off, the first
 * one there is waits: an archived train forgets no failure.
 */
export async function holdFirstAgain(tx: Tx, actor: Actor, train: TrainRow, now: Date): Promise<void> {
  const first = await lockFirst(tx, train, gt(departures.departsAt, now));
  if (first === undefined) return;
  const isBehind = and(
    inArray(departures.status, [...comingDepartureStates]),
    gt(departures.departsAt, first.departsAt),
  );
  const isOff = inArray(departures.status, ["skipped", "cancelled"]);
  const held = await findWaiting(tx, and(eq(departures.trainId, train.id), or(isBehind, isOff)));
  if (held.length > 0)
    return await give(tx, actor, { held, train, to: first, why: "It is the next of its train to leave now." }, now);
  const failure = await findUnheard(tx, train);
  if (failure !== undefined) await raise(tx, actor, { train, next: first, ...failure }, now);
}

/** The last departure of a train to arrive, if it failed and none has waited for a go since. */
async function findUnheard(tx: Tx, train: TrainRow): Promise<Pick<Failure, "name" | "failed"> | undefined> {
  const ofTrain = eq(departures.trainId, train.id);
  const [last] = await tx
    .select()
    .from(departures)
    .where(and(ofTrain, eq(departures.status, "arrived")))
    .orderBy(desc(departures.arrivedAt), desc(departures.id))
    .limit(1);
  if (last === undefined || last.outcome !== "failed" || last.arrivedAt === null) return undefined;
  const [heard] = await tx
    .select({ id: departureBlockers.id })
    .from(departureBlockers)
    .innerJoin(departures, eq(departures.id, departureBlockers.departureId))
    .where(and(ofTrain, eq(departureBlockers.kind, "after_failure"), gte(departureBlockers.raisedAt, last.arrivedAt)))
    .limit(1);
  if (heard !== undefined) return undefined;
  const ended = await loadTickets(tx, [last.id], { ended: true });
  const failed = ended.filter(({ status }) => status === "failed").map(({ name }) => name);
  return { name: nameOf(train, last), failed };
}

const isOther = ({ id }: DepartureRow) => ne(departures.id, id);
const nameOf = (train: TrainRow, { originalLocalStart, label }: DepartureRow) =>
  departureName(train.name, originalLocalStart, label);

/** The first coming departure of a train among these, locked: one that leaves or is called off at this moment is passed over. */
async function lockFirst(tx: Tx, train: TrainRow, where: SQL | undefined): Promise<DepartureRow | undefined> {
  const [first] = await tx
    .select()
    .from(departures)
    .where(and(eq(departures.trainId, train.id), inArray(departures.status, [...comingDepartureStates]), where))
    .orderBy(asc(departures.departsAt), asc(departures.id))
    .limit(1)
    .for("update");
  return first;
}

async function findWaiting(tx: Tx, where: SQL | undefined): Promise<{ id: string; departureId: string }[]> {
  return await tx
    .select({ id: departureBlockers.id, departureId: departureBlockers.departureId })
    .from(departureBlockers)
    .innerJoin(departures, eq(departures.id, departureBlockers.departureId))
    .where(and(eq(departureBlockers.kind, "after_failure"), eq(departureBlockers.status, "open"), where));
}

type Giving = { held: readonly { id: string; departureId: string }[]; train: TrainRow; to: DepartureRow; why: string };

async function give(tx: Tx, actor: Actor, { held, train, to, why }: Giving, now: Date): Promise<void> {
  const ids = held.map(({ id }) => id);
  const given = await tx
    .update(departureBlockers)
    .set({ departureId: to.id })
    // Somebody may have said go at this moment: then it holds nothing any more.
    .where(and(inArray(departureBlockers.id, ids), eq(departureBlockers.status, "open")))
    .returning({ reason: departureBlockers.reason });
  await recordAudit(
    tx,
    actor,
    now,
    ...given.map(({ reason }) => ({
      action: "departure_blocker.handed_on" as const,
      subject: { kind: "departure" as const, id: to.id, name: nameOf(train, to) },
      data: { reason: `${reason} ${why}`, kind: "after_failure" },
    })),
  );
  for (const { reason } of given) await tellOfWait(tx, actor, { train, departure: to, reason }, now);
  const touched = new Set([to.id, ...held.map(({ departureId }) => departureId)]);
  await announce(tx, ...[...touched].map((id) => ({ noun: "trains" as const, id })));
}
