import { setTimeout as delay } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client";
import { anApiToken } from "@/db/testing/api-token";
import { type Booker, type BookingGround, prepareBookers, quarterOf } from "@/db/testing/bookers";
import { verifyChain } from "@/lib/audit/queries/verify-chain";
import { discardData } from "./postgres/discard-data.mjs";
import { type RunningSignalbox, startSignalbox } from "./testing/start-signalbox";
import { makeTemporaryData } from "./testing/temporary-data.mjs";

/** A whole Signalbox whose Postgres is killed while many book through its web process. */

const bookerCount = 24;
/** Two want each place, so that there is something to double. */
const laneCount = bookerCount / 2;
const bookingsBetweenKills = 60;
const withinMillis = 60_000;

type Booking = { slotId: string; releaseId: string; occurrenceId: string; lane: number; start: string; end: string };

let dataDirectory: string;
let signalbox: RunningSignalbox;
let connection: Connection;
let ground: BookingGround;
/** What bookers were told they have. */
const promised: Booking[] = [];
/** Every answer that is no booking, and how often it came. */
const refused = new Map<string, number>();
let isOver = false;

beforeAll(async () => {
  dataDirectory = await makeTemporaryData();
  signalbox = await startSignalbox({ dataDirectory });
  connection = connect(signalbox.databaseUrl());
  ground = await prepareBookers(connection.db, new Date(), bookerCount);
});

afterAll(async () => {
  await connection?.end();
  await signalbox?.stop();
  await discardData(dataDirectory);
});

/** Books one quarter of an hour after the other, as a pipeline does: what was left open is asked again. */
async function bookOnAndOn({ actor, releaseId }: Booker, lane: number) {
  const token = await anApiToken(connection.db, actor);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const [opening] = ground.openings;
  if (!opening) throw new Error("the window does not open");
  for (let quarter = 0; quarter < 48 && !isOver; ) {
    const range = quarterOf(opening, quarter);
    const place = { occurrenceId: opening.id, lane };
    const during = { start: range.start.toISOString(), end: range.end.toISOString() };
    const body = JSON.stringify({ ...place, during, releaseIds: [releaseId] });
    const response = await fetch(`${signalbox.url}/api/v1/slots`, { method: "POST", headers, body });
    const answer = (await response.json()) as { slotId: string; code: string };
    if (response.ok) promised.push({ slotId: answer.slotId, releaseId, ...place, ...during });
    else refused.set(answer.code, (refused.get(answer.code) ?? 0) + 1);
    if (response.status === 503) await delay(20);
    else quarter++;
  }
}

async function until(condition: () => boolean, what: string) {
  const deadline = performance.now() + withinMillis;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`${what}: not in time`);
    await delay(10);
  }
}

async function moreBookings() {
  const enough = promised.length + bookingsBetweenKills;
  await until(() => promised.length >= enough, "bookings");
}

async function killPostgres() {
  const killed = signalbox.pidOf("postgres");
  process.kill(killed, "SIGKILL");
  const isBack = () => {
    try {
      return signalbox.pidOf("postgres") !== killed;
    } catch {
      // Its pid file is away for a moment.
      return false;
    }
  };
  await until(isBack, "Postgres is back");
}

const rows = async (query: SQL) => (await connection.db.execute(query)).rows;

it("kill -9 of Postgres during bookings: each that was promised stands once, none is half-written, and booking goes on", async () => {
  const booking = Promise.all(ground.bookers.map((booker, index) => bookOnAndOn(booker, 1 + (index % laneCount))));
  for (let kill = 1; kill <= 3; kill++) {
    await Promise.race([moreBookings(), booking]);
    const lost = refused.get("unavailable") ?? 0;
    await killPostgres();
    expect(refused.get("unavailable"), "nobody was in the middle of a booking").toBeGreaterThan(lost);
  }
  await Promise.race([moreBookings(), booking]);
  isOver = true;
  await booking;

  const expected = ["busy", "lane_taken", "service_taken", "unavailable"];
  expect([...refused.keys()].filter((code) => !expected.includes(code))).toEqual([]);
  expect(await bookingsOf(promised.map(({ slotId }) => slotId))).toEqual(promised.sort(bySlot));
  expect(await rows(halfWritten)).toEqual([]);
  expect(await rows(doubled)).toEqual([]);
  expect(await verifyChain(connection.db)).toMatchObject({ intact: true, unlinked: 0 });
  expect((await fetch(`${signalbox.url}/api/health`)).status).toBe(200);
});

const bySlot = (a: Booking, b: Booking) => (a.slotId < b.slotId ? -1 : 1);

/** One row for each slot, release aboard and entry in the audit log that belong together: none may be missing, none be there twice. */
async function bookingsOf(slotIds: string[]): Promise<Booking[]> {
  const found = await rows(sql`
    select s.id, r.release_id, s.occurrence_id, s.lane, lower(s.during) as start, upper(s.during) as "end"
    from slots s join slot_releases r on r.slot_id = s.id and r.live and r.during = s.during
    join audit_events e on e.subject_id = s.id and e.action = 'slot.booked'
    where s.status = 'booked' and s.id = any(${sql.param(slotIds)}::uuid[])`);
  const iso = (instant: unknown) => new Date(String(instant)).toISOString();
  return found
    .map((row) => ({
      slotId: String(row.id),
      releaseId: String(row.release_id),
      occurrenceId: String(row.occurrence_id),
      lane: Number(row.lane),
      start: iso(row.start),
      end: iso(row.end),
    }))
    .sort(bySlot);
}

/** Promised or not: a slot without its release or its entry, or an entry without its slot. */
const halfWritten = sql`
  select s.id as slot_id, e.id as event_id, r.release_id
  from slots s
  full join (select * from audit_events where action = 'slot.booked') e on e.subject_id = s.id
  full join slot_releases r on r.slot_id = s.id
  where s.id is null or e.id is null or r.slot_id is null or s.status <> 'booked'`;

const doubled = sql`
  select one.id, other.id from slots one join slots other on one.id < other.id
    and one.occurrence_id = other.occurrence_id and one.lane = other.lane and one.during && other.during
  where one.live and other.live`;
