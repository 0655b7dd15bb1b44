import { and, count, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { slots } from "@/db/schema";
import { type Punctuality, punctualityByStep, toleranceMinutes } from "@/lib/domain/insights/punctuality";
import { type InsightScope, ofSlots, stepOf } from "./insight-scope";

/**
 * What became of the slots that had a planned time, by step of the period. What a train carries leaves through slots of its own
 * (origin `train`), so a departure counts here by its slots.
 */
export async function loadPunctuality(reader: Reader, scope: InsightScope) {
  const { range, edges } = scope.period;
  const now = sql`${scope.now.toISOString()}::timestamptz`;
  const start = sql`lower(${slots.during})`;
  const step = stepOf(start, edges);
  const outcome = sql<Punctuality>`case
    when ${slots.status} = 'missed' then 'missed'
    when ${slots.openedAt} > ${start} + make_interval(mins => ${toleranceMinutes}) then 'late'
    when coalesce(${slots.closedAt}, ${now}) > upper(${slots.during}) then 'overran'
    else 'on_time' end`;
  const rows = await reader
    .select({ step, outcome, count: count() })
    .from(slots)
    .where(
      and(
        inArray(slots.status, ["open", "closed", "missed"]),
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
