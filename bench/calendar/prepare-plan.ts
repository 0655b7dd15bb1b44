import { fillWeek } from "@/bench/schedule/fill-week";
import type { Database } from "@/db/client";
import { newId } from "@/db/id";
import { environments } from "@/db/schema";
import type { BookingGround } from "@/db/testing/bookers";
import { aWindow } from "@/db/testing/window";
import { weekOf } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";

export const zone = "Europe/Berlin";
const weekMillis = 7 * 86_400_000;

export type Plan = {
  /** Five thousand slots in a week of one environment. */
  week: Range;
  /** Five thousand over eight weeks of another. */
  quarterEnvironmentId: string;
  quarter: Range;
  /** A week of the first with a thousand slots, and room for more in the mornings. */
  live: Range;
  liveOpening: { id: string; during: Range };
};

/** Three quarters of an hour each: five thousand of them fit into a week of fifty lanes. */
const inWeek = { count: 5_000, quarters: 3, major: 2 };
const inQuarter = { count: 5_000, quarters: 4, major: 3 };
const inLiveWeek = { count: 1_000, quarters: 4, major: 4 };

/** What the calendar is measured with. */
export async function preparePlan(db: Database, ground: BookingGround, now: Date): Promise<Plan> {
  const week = weekOf(new Date(now.getTime() + weekMillis), zone);
  const live = weekOf(new Date(now.getTime() + 2 * weekMillis), zone);
  await fillWeek(db, ground, week, inWeek);
  const [first] = ground.openings.filter(({ during }) => during.start >= live.start);
  if (!first) throw new Error("the week has no opening");
  // The first day stays free: there the bookings go that are watched.
  const afterFirst = { start: first.during.end, end: live.end };
  await fillWeek(db, ground, afterFirst, { ...inLiveWeek, isFirst: false });
  const quarterEnvironmentId = newId();
  const staging = { id: quarterEnvironmentId, name: "Staging", position: 3, zone };
  await db.insert(environments).values({ ...staging, requiresAcceptance: true });
  const { occurrences } = await aWindow(db, staging, {
    name: "Working hours",
    localStart: "2026-01-05T08:00",
    durationMinutes: 600,
    rrule: "FREQ=DAILY",
    lanes: 50,
    now,
  });
  const openings = occurrences.filter(({ during }) => during.start > now);
  const quarter = { start: now, end: openings.at(-1)?.during.end ?? now };
  await fillWeek(db, { ...ground, environmentId: quarterEnvironmentId, openings }, quarter, inQuarter);
  return { week, live, liveOpening: first, quarterEnvironmentId, quarter };
}
