import { and, desc, eq, gte, isNotNull, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import { cyclePercentiles, cycleTimeOf } from "@/lib/domain/insights/cycle-times";
import { type InsightScope, mostRows, ofServices } from "./insight-scope";

/** The releases that were accepted in the period, the newest first; a release that was accepted twice counts by its last. */
export async function loadCycleTimes(reader: Reader, scope: InsightScope) {
  const { start, end } = scope.period.range;
  const first = alias(handoffs, "first");
  const rows = await reader
    .select({
      releaseId: releases.id,
      service: services.name,
      version: releases.version,
      firstHandedOverAt: first.handedOverAt,
      acceptedAt: handoffs.decidedAt,
      rounds: handoffs.round,
    })
    .from(handoffs)
    .innerJoin(first, and(eq(first.releaseId, handoffs.releaseId), eq(first.round, 1)))
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(
      and(
        eq(handoffs.verdict, "accepted"),
        isNotNull(handoffs.decidedAt),
        gte(handoffs.decidedAt, start),
        lt(handoffs.decidedAt, end),
        ofServices(scope),
      ),
    )
    .orderBy(desc(handoffs.decidedAt))
    .limit(mostRows);
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!newest.has(row.releaseId)) newest.set(row.releaseId, row);
  const times = [...newest.values()].flatMap(({ service, version, acceptedAt, ...row }) =>
    acceptedAt === null ? [] : [cycleTimeOf({ ...row, acceptedAt, name: `${service} ${version}` })],
  );
  return { times, percentiles: cyclePercentiles(times.map(({ hours }) => hours)), isCutOff: rows.length === mostRows };
}
