import { and, eq, gte, isNotNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handoffs, releases } from "@/db/schema";
import type { TestNeed } from "@/lib/domain/must-make";

const halfAYearMs = 182 * 86_400_000;
/** Fewer finished tests than these say nothing about a service. */
const enough = 3;
const assumedMinutes = 240;

/**
 * How long a test takes: the median from claim to verdict of the last half year, of the service where it has enough of them, else of
 * all, else four hours. As the clock runs, nights included, because that is what a departure cares about. One statement.
 */
export async function loadTestNeeds(reader: Reader, now: Date): Promise<(serviceId: string) => TestNeed> {
  const since = new Date(now.getTime() - halfAYearMs);
  const minutes = sql`extract(epoch from ${handoffs.decidedAt} - ${handoffs.claimedAt}) / 60`;
  const rows = await reader
    .select({
      serviceId: sql<string | null>`${releases.serviceId}`,
      tests: sql<number>`count(*)`.mapWith(Number),
      minutes: sql<number>`percentile_cont(0.5) within group (order by ${minutes})`.mapWith(Number),
    })
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .where(and(gte(handoffs.decidedAt, since), isNotNull(handoffs.claimedAt), isNotNull(handoffs.testerId)))
    .groupBy(sql`grouping sets ((${releases.serviceId}), ())`);
  const known = (serviceId: string | null) => {
    const row = rows.find((each) => each.serviceId === serviceId);
    return row !== undefined && row.tests >= enough ? row : undefined;
  };
  const all = known(null);
  return (serviceId) => {
    const own = known(serviceId);
    if (own !== undefined) return { minutes: Math.round(own.minutes), basedOn: own.tests, of: "service" };
    if (all !== undefined) return { minutes: Math.round(all.minutes), basedOn: all.tests, of: "all" };
    return { minutes: assumedMinutes, basedOn: 0, of: "assumed" };
  };
}
