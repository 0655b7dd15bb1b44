import { setTimeout as delay } from "node:timers/promises";
import { type Booker, type BookingGround, quarterOf } from "@/db/testing/bookers";
import type { Range } from "@/lib/time/range";

type Bookings = {
  /** Books a place; the slot's id. */
  book: (booker: Booker, place: { openingId: string; lane: number; during: Range }) => Promise<string>;
  ground: BookingGround;
  opening: { id: string; during: Range };
  count: number;
  perSecond: number;
};

/** In the part of the day and of the lanes that a screen shows first. */
const quartersInSight = 24;
const lanesInSight = 15;

/** Books slots of a quarter of an hour at an even pace. When each was committed, by its id. */
export async function bookOneByOne({
  book,
  ground,
  opening,
  count,
  perSecond,
}: Bookings): Promise<Map<string, number>> {
  const committed = new Map<string, number>();
  const begin = performance.now();
  const all: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const booker = ground.bookers[n % lanesInSight];
    const place = {
      openingId: opening.id,
      lane: (n % lanesInSight) + 1,
      during: quarterOf(opening, Math.floor(n / lanesInSight) % quartersInSight),
    };
    if (booker === undefined) throw new Error("nobody books");
    await delay(Math.max(0, begin + (n * 1000) / perSecond - performance.now()));
    all.push(
      book(booker, place).then((id) => {
        committed.set(id, Date.now());
      }),
    );
  }
  await Promise.all(all);
  return committed;
}
