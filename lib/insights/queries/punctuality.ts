import { and, count, eq, gte, inArray, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures, slots } from "@/db/schema";
import { type Punctuality, punctualityByStep } from "@/lib/domain/insights/punctuality";
import { onTimeMinutes } from "@/lib/domain/on-time";
import { type InsightScope, ofSlots, stepOf } from "./insight-scope";

/**
 * What became of the slots that had a planned time, by step of the period. What a train carries leaves through slots of its own
 * (origin `train`), so a departure counts here by its slots. These are moved along when it is held or moved, and in a second environment
 * they open when the first is done: so they are judged by the timetable's instant and by when the departure left. The slots that
 * a cancelled departure gave up count too; what somebody gave up before that does not.
 */
export async function loadPunctuality(reader: Reader, scope: InsightScope) {
  const { range, edges } = scope.period;
  const now = sql`${scope.now.toISOString()}::timestamptz`;
  const start = sql`coalesce(${departures.plannedAt}, lower(${slots.during}))`;
  const left = sql`case when ${departures.id} is null then ${slots.openedAt} else ${departures.departedAt} end`;
  const step = stepOf(start, edges);
  const outcome = sql<Punctuality>`case
    when ${slots.status} = 'cancelled' then 'cancelled'
    when ${slots.status} = 'missed' then 'missed'
    when ${left} > ${start} + make_interval(mins => ${onTimeMinutes}) then 'late'
    when coalesce(${slots.closedAt}, ${now}) > upper(${slots.during}) then 'overran'
    else 'on_time' end`;
  const rows = await reader
    .select({ step, outcome, count: count() })
    .from(slots)
    .leftJoin(departures, eq(departures.id, slots.departureId))
    .where(
      and(
        or(inArray(slots.status, ["open", "closed", "missed"]), fellWithItsDeparture),
        inArray(slots.origin, ["window", "train"]),
        sql`${start} >= ${range.start.toISOString()}::timestamptz`,
        sql`${start} < ${now}`,
        ofSlots(scope),
      ),
    )
    .groupBy(sql`1`, sql`2`);
  return punctualityByStep(
    rows.map((row) => ({ ...row, step: Number(row.step) - 1 })),
    edges,
  );
}

const fellWithItsDeparture = and(
  eq(slots.status, "cancelled"),
  eq(departures.status, "cancelled"),
  gte(slots.closedAt, departures.statusSince),
);
