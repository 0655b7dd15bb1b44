import { and, asc, eq, inArray, min } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import { liveHandoffStates } from "@/lib/domain/handoff-state";
import { agedWork, stageOf } from "@/lib/domain/insights/ages";
import { type InsightScope, mostRows, ofServices } from "./insight-scope";

/**
 * What is under way between its first hand-over and its departure, the oldest first; the newest are left out beyond a bound. It is as
 * it is now, whatever the period.
 */
export async function loadAges(reader: Reader, scope: InsightScope) {
  const live = alias(handoffs, "live");
  const firstAt = min(handoffs.handedOverAt);
  const rows = await reader
    .select({
      releaseId: releases.id,
      service: services.name,
      version: releases.version,
      status: releases.status,
      statusSince: releases.statusSince,
      handoff: live.status,
      queuedAt: live.handedOverAt,
      claimedAt: live.claimedAt,
      firstHandedOverAt: firstAt,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(handoffs, eq(handoffs.releaseId, releases.id))
    .leftJoin(live, and(eq(live.releaseId, releases.id), inArray(live.status, [...liveHandoffStates])))
    .where(and(inArray(releases.status, ["with_qa", "with_dev", "accepted", "departing"]), ofServices(scope)))
    .groupBy(releases.id, services.id, live.id)
    .orderBy(asc(firstAt))
    .limit(mostRows);
  const work = rows.flatMap(
    ({ service, version, status, statusSince, handoff, queuedAt, claimedAt, firstHandedOverAt, releaseId }) => {
      const stage = stageOf(status, handoff);
      if (stage === undefined || firstHandedOverAt === null) return [];
      const since = status === "with_qa" ? (claimedAt ?? queuedAt ?? statusSince) : statusSince;
      return [agedWork({ releaseId, name: `${service} ${version}`, stage, since, firstHandedOverAt }, scope.now)];
    },
  );
  return { work, isCutOff: rows.length === mostRows };
}
