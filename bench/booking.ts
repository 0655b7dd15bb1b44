import { call, ORPCError } from "@orpc/server";
import { type Connection, connect } from "@/db/client";
import { type Booker, type BookingGround, prepareBookers, quarterOf } from "@/db/testing/bookers";
import { slotsProcedures } from "@/lib/slots/procedures";
import { bookBare, type Place } from "./booking/bare-booking";
import type { BenchPart, Figure } from "./part";
import { median, percentile } from "./percentiles";

const lanes = 50;
const rounds = 5;
const bookingsEach = 10;
const alone = 100;
const rivals = 200;
const races = 3;

type Ground = { connection: Connection; ground: BookingGround; now: Date };
/** Books one place; whether it was had. */
type Book = (booker: Booker, place: Place) => Promise<boolean>;
type Round = { perSecond: number; millis: number[] };

/** How many bookings a second, and what two hundred do who want one and the same place. */
export const bookingPart: BenchPart = {
  name: "booking",
  async run({ databaseUrl, say }) {
    // The pool of the web process, with as many connections.
    const connection = connect(databaseUrl, { name: "signalbox-bench" });
    try {
      const now = new Date();
      const ground = await prepareBookers(connection.db, now, rivals);
      const all = { connection, ground, now };
      return [...(await measureMany(all, say)), ...(await measureOne(all, say)), ...(await measureRace(all, say))];
    } finally {
      await connection.end();
    }
  },
};

const byProcedure =
  ({ connection: { db }, now }: Ground): Book =>
  async ({ actor, releaseId }, { openingId, lane, during }) => {
    const start = during.start.toISOString();
    const input = {
      occurrenceId: openingId,
      lane,
      during: { start, end: during.end.toISOString() },
      releaseIds: [releaseId],
    };
    const context = { actor, now, db, request: { ip: "192.0.2.1", userAgent: "bench" } };
    try {
      await call(slotsProcedures.book, input, { context });
      return true;
    } catch (error) {
      if (error instanceof ORPCError && error.code === "lane_taken") return false;
      throw error;
    }
  };

const byHand =
  ({ connection: { pool }, ground }: Ground): Book =>
  (booker, place) =>
    bookBare(pool, ground, booker, place);

/** Fifty people on fifty lanes, each booking one quarter of an hour after the other. */
async function measureMany(all: Ground, say: (line: string) => void): Promise<Figure[]> {
  say(`${lanes} bookers on ${lanes} lanes, ${rounds} rounds of ${lanes * bookingsEach} bookings`);
  const product: Round[] = [];
  const bare: Round[] = [];
  // Round 0 warms up: connections, compiled code, the cache of the database.
  for (let round = 0; round <= rounds; round++) {
    const [measured, yardstick] = [
      await fiftyAtOnce(all, byProcedure(all), 2 * round),
      await fiftyAtOnce(all, byHand(all), 2 * round + 1),
    ];
    if (round === 0) continue;
    product.push(measured);
    bare.push(yardstick);
  }
  const perSecond = (of: Round[]) => median(of.map((round) => round.perSecond));
  const millis = (of: Round[], share: number) =>
    percentile(
      of.flatMap((round) => round.millis),
      share,
    );
  const name = "bare SQL of the same rows, 20 connections";
  return [
    {
      name: `bookings, ${lanes} at once`,
      unit: "/s",
      value: perSecond(product),
      yardstick: { name, value: perSecond(bare) },
      boundBy: "one thread that builds and reads twice as many statements, because it looks before it writes",
    },
    ...([0.5, 0.99] as const).map(
      (share): Figure => ({
        name: `one of ${lanes} at once, p${share * 100}`,
        unit: "ms",
        value: millis(product, share),
        yardstick: { name, value: millis(bare, share) },
        boundBy: "waiting for one of 20 connections",
      }),
    ),
  ];
}

async function fiftyAtOnce({ ground }: Ground, book: Book, openingNumber: number): Promise<Round> {
  const opening = openingAt(ground, openingNumber);
  const millis: number[] = [];
  const begin = performance.now();
  await Promise.all(
    ground.bookers.slice(0, lanes).map(async (booker, index) => {
      for (let n = 0; n < bookingsEach; n++) {
        const place = { openingId: opening.id, lane: index + 1, during: quarterOf(opening, n) };
        millis.push(await timed(async () => must(await book(booker, place))));
      }
    }),
  );
  return { perSecond: (lanes * bookingsEach * 1000) / (performance.now() - begin), millis };
}

async function measureOne(all: Ground, say: (line: string) => void): Promise<Figure[]> {
  say(`one booker, ${alone} bookings`);
  const [booker] = all.ground.bookers;
  if (!booker) throw new Error("nobody books");
  const oneAfterTheOther = async (book: Book, openingNumber: number) => {
    const opening = openingAt(all.ground, openingNumber);
    const millis: number[] = [];
    for (let n = 0; n < alone; n++) {
      const place = { openingId: opening.id, lane: 1 + Math.floor(n / 40), during: quarterOf(opening, n % 40) };
      millis.push(await timed(async () => must(await book({ ...booker, ...serviceOf(all.ground, n) }, place))));
    }
    return millis;
  };
  const product = await oneAfterTheOther(byProcedure(all), 2 * rounds + 2);
  const bare = await oneAfterTheOther(byHand(all), 2 * rounds + 3);
  return [
    {
      name: "one booking alone, median",
      unit: "ms",
      value: median(product),
      yardstick: { name: "bare SQL of the same rows", value: median(bare) },
      boundBy: "twice as many statements, one after the other, and the disk at commit",
    },
  ];
}

/** Everybody wants the same place: one has it, the rest are told who and what is free instead. */
async function measureRace(all: Ground, say: (line: string) => void): Promise<Figure[]> {
  say(`${rivals} bookers on one slot, ${races} times`);
  const { ground } = all;
  const race = async (book: Book, openingNumber: number) => {
    const opening = openingAt(ground, openingNumber);
    const place = { openingId: opening.id, lane: 1, during: quarterOf(opening, 0) };
    let won: boolean[] = [];
    const millis = await timed(async () => {
      won = await Promise.all(ground.bookers.map((booker) => book(booker, place)));
    });
    const winners = won.filter(Boolean).length;
    if (winners !== 1) throw new Error(`${winners} of ${rivals} got one and the same slot`);
    return millis;
  };
  const product: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < races; n++) {
    product.push(await race(byProcedure(all), 2 * rounds + 4 + 2 * n));
    bare.push(await race(byHand(all), 2 * rounds + 5 + 2 * n));
  }
  return [
    {
      name: `${rivals} on one slot: one wins, all answered`,
      unit: "ms",
      value: median(product),
      yardstick: { name: `${rivals} bare inserts, refused by the constraint`, value: median(bare) },
      boundBy: "looking 60 days ahead for each loser, to say what is free instead",
    },
  ];
}

function openingAt({ openings }: BookingGround, index: number) {
  const opening = openings[index];
  if (!opening) throw new Error(`the window has only ${openings.length} openings`);
  return opening;
}

/** Two slots of one service at one time are refused, so each lane needs its own. */
function serviceOf({ bookers }: BookingGround, n: number) {
  const { releaseId, serviceId, serviceName } = bookers[Math.floor(n / 40)] ?? must(undefined);
  return { releaseId, serviceId, serviceName };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function must<T>(value: T): NonNullable<T> {
  if (!value) throw new Error("a booking that nobody contests was refused");
  return value;
}
