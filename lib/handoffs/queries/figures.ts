import { and, eq, gte, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import type { Queue } from "@/lib/handoffs/input";
import { inScope, type QueueScope } from "./queue-rows";

const thirtyDaysMs = 30 * 86_400_000;
const minuteSeconds = 60;

/**
 * Of the last 30 days: the median time from hand-over to claim, and the share of judged releases that came back at least once. Null
 * where there is nothing to count. Time is as the clock runs, nights and weekends included. Two statements.
 */
export async function loadQueueFigures(reader: Reader, scope: QueueScope, now: Date): Promise<Queue["figures"]> {
  const since = new Date(now.getTime() - thirtyDaysMs);
  const [waits] = await reader
    .select({
      seconds: sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from ${handoffs.claimedAt} - ${handoffs.handedOverAt}))`,
    })
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(gte(handoffs.claimedAt, since), inScope(scope)));
  const [bounces] = await reader
    .select({
      judged: sql<number>`count(distinct ${handoffs.releaseId})`.mapWith(Number),
      bounced:
        sql<number>`count(distinct ${handoffs.releaseId}) filter (where ${handoffs.status} = 'rejected')`.mapWith(
          Number,
        ),
    })
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(gte(handoffs.decidedAt, since), inScope(scope)));
  const judgedReleases = bounces?.judged ?? 0;
  const seconds = waits?.seconds ?? null;
  return {
    medianWaitMinutes: seconds === null ? null : Math.round(Number(seconds) / minuteSeconds),
    bouncedShare: judgedReleases === 0 ? null : (bounces?.bounced ?? 0) / judgedReleases,
    judgedReleases,
  };
}
