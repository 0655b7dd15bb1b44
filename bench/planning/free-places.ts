import { call } from "@orpc/server";
import type { Figure } from "@/bench/part";
import { median } from "@/bench/percentiles";
import { fillWeek } from "@/bench/schedule/fill-week";
import { type Connection, connect } from "@/db/client";
import { type BookingGround, prepareBookers } from "@/db/testing/bookers";
import { nextFreeSlots } from "@/lib/domain/free-room";
import { permissions } from "@/lib/domain/permission";
import { slotsProcedures } from "@/lib/slots/procedures";
import { loadBookingFacts } from "@/lib/slots/queries/booking-facts";
import { medianMillis } from "./rounds";

const lanes = 50;
const booked = 20_000;
const fullDays = booked / lanes;
const days = 730;
const dayMillis = 86_400_000;
const rounds = 10;

/**
 * Two years of an environment that is open every day; every lane of its first four hundred days is taken from opening to close. The
 * search has to look at all of it before it comes to the first room.
 */
export async function measureFreePlaces(databaseUrl: string): Promise<Figure[]> {
  const connection = connect(databaseUrl, { name: "signalbox-bench" });
  try {
    const now = new Date();
    const ground = await prepareBookers(connection.db, now, lanes + 2, days);
    await fillDays(connection, ground);
    await connection.pool.query("analyze");
    return await measure(connection, ground, now);
  } finally {
    await connection.end();
  }
}

async function fillDays({ db }: Connection, ground: BookingGround): Promise<void> {
  const openings = ground.openings.slice(0, fullDays);
  const [first, last] = [openings[0], openings.at(-1)];
  if (!first || !last || openings.length < fullDays) throw new Error("there are not enough openings");
  // The one who asks has no slot of their own; the last one tests.
  const bookers = ground.bookers.filter((_, index) => index !== lanes);
  const range = { start: first.during.start, end: last.during.end };
  await fillWeek(db, { ...ground, bookers, openings }, range, { count: booked, quarters: 48 });
}

async function measure(connection: Connection, ground: BookingGround, now: Date): Promise<Figure[]> {
  const { db, pool } = connection;
  const { environmentId, openings } = ground;
  const asker = ground.bookers[lanes];
  const [first, firstFree] = [openings[0], openings[fullDays]];
  if (!asker || !first || !firstFree) throw new Error("nobody asks, or nothing is free");
  const actor = { ...asker.actor, permissions: new Map(permissions.map((each) => [each, "all" as const])) };
  const context = { actor, now, db, request: { ip: "192.0.2.1", userAgent: "bench" } };
  // The opening that is under way, if there is one, was left empty.
  const notBefore = first.during.start;
  const input = {
    ...{ environmentId, durationMinutes: 60, releaseIds: [asker.releaseId] },
    notBefore: notBefore.toISOString(),
  };
  const environment = { id: environmentId, name: "Live", defaultOpen: false, zone: "Europe/Berlin" };
  const horizon = { start: now, end: new Date(now.getTime() + days * dayMillis) };
  const facts = await loadBookingFacts(db, environment, horizon, "all");
  const request = {
    ...{ origin: "window" as const, teamId: ground.teamId, releases: [], durationMinutes: 60, notBefore },
  };
  const [place] = nextFreeSlots(request, facts, now);
  if (place?.during.start.getTime() !== firstFree.during.start.getTime()) throw new Error("not the first free place");
  const { evaluator, loop } = medianMillis(
    { evaluator: () => nextFreeSlots(request, facts, now), loop: () => bareLoop(facts) },
    rounds,
  );
  const asked: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    const { places } = await call(slotsProcedures.freeRanges, input, { context });
    const answered = performance.now();
    await pool.query(bareSql, [environmentId, horizon.start, horizon.end]);
    const read = performance.now();
    if (places.length === 0) throw new Error("the procedure found no place");
    if (round === 0) continue;
    asked.push(answered - start);
    bare.push(read - answered);
  }
  const name = `next free slots over 24 months, ${booked} booked`;
  return [
    {
      name: `${name}, the evaluator`,
      unit: "ms",
      value: evaluator,
      yardstick: { name: "a loop over the same rows that looks for the first free lane alone", value: loop },
      boundBy: "putting the slots in order once",
    },
    {
      name: `${name}, the procedure with its reasons`,
      unit: "ms",
      value: median(asked),
      yardstick: { name: "reading the same slots by bare SQL", value: median(bare) },
      boundBy: "reading the rows of two years and making objects of them",
    },
  ];
}

/** What somebody would write who wants the first lane that is free for a whole opening and knows neither freezes nor grids. */
function bareLoop({ occurrences, slots }: Awaited<ReturnType<typeof loadBookingFacts>>): string | undefined {
  const taken = new Map<string | null, Set<number>>();
  for (const { occurrenceId, lane } of slots) {
    const own = taken.get(occurrenceId) ?? new Set();
    taken.set(occurrenceId, own.add(lane));
  }
  return occurrences.find(({ id, lanes: all }) => (taken.get(id)?.size ?? 0) < all)?.id;
}

const bareSql = `
  select s.id, s.occurrence_id, s.lane, lower(s.during), upper(s.during), sr.service_id
  from slots s left join slot_releases sr on sr.slot_id = s.id
  where s.environment_id = $1 and s.status in ('held', 'booked', 'open') and s.during && tstzrange($2, $3)`;
