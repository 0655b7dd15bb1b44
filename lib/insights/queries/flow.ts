import { eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import { cumulativeFlow } from "@/lib/domain/insights/flow";
import { daysOf } from "@/lib/time/calendar";
import { type InsightScope, ofServices, stepOf } from "./insight-scope";

/**
 * How many builds waited, were in test and were done with at the start of each day of the period, and now. Postgres counts what happened in which step, so
 * that fifty thousand turns come back as some hundred numbers. A turn that ended in the queue was begun and ended at once.
 */
export async function loadFlow(reader: Reader, scope: InsightScope) {
  const { range } = scope.period;
  // By day whatever the period: what waits over a weekend says little of what waits.
  const edges = [...daysOf(range, scope.zone).map(({ start }) => start), range.end];
  const ended = sql`coalesce(${handoffs.decidedAt}, ${handoffs.endedAt})`;
  const step = stepOf(sql`event.at`, edges);
  const { rows } = await reader.execute<{ step: number; what: "arrived" | "started" | "ended"; count: number }>(sql`
    select ${step} as step, event.what, count(*)::int as count
    from ${handoffs}
    join ${releases} on ${eq(releases.id, handoffs.releaseId)}
    join ${services} on ${eq(services.id, releases.serviceId)}
    cross join lateral (values
      ('arrived', ${handoffs.handedOverAt}),
      ('started', coalesce(${handoffs.claimedAt}, ${ended})),
      ('ended', ${ended})
    ) as event(what, at)
    where event.at < ${scope.now.toISOString()}::timestamptz and ${ofServices(scope) ?? sql`true`}
    group by 1, 2`);
  const counts = { arrived: edges.map(() => 0), started: edges.map(() => 0), ended: edges.map(() => 0) };
  for (const { step: index, what, count } of rows) counts[what][index] = count;
  return cumulativeFlow(counts, edges);
}
