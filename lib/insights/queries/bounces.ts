import { and, count, eq, gte, isNotNull, isNull, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import { bouncesByService } from "@/lib/domain/insights/bounces";
import { type InsightScope, ofServices } from "./insight-scope";

/** What people of QA judged in the period, counted by service and reason. */
export async function loadBounces(reader: Reader, scope: InsightScope) {
  const { start, end } = scope.period.range;
  const rows = await reader
    .select({ serviceId: services.id, service: services.name, category: handoffs.category, count: count() })
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(
      and(
        isNotNull(handoffs.verdict),
        isNull(handoffs.regressionRunUrl),
        gte(handoffs.decidedAt, start),
        lt(handoffs.decidedAt, end),
        ofServices(scope),
      ),
    )
    .groupBy(services.id, services.name, handoffs.category);
  return bouncesByService(rows);
}
