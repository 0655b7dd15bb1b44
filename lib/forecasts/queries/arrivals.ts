import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deployments, forecastRuns } from "@/db/schema";

const arrivalOf = { at: sql<Date>`min(${deployments.finishedAt})`.mapWith(deployments.finishedAt) };
/** What was rolled back had arrived. */
const arrived = inArray(deployments.status, ["succeeded", "rolled_back"]);

/** When each release arrived in an environment first. One statement. */
export async function loadArrivals(reader: Reader, environmentId: string): Promise<Map<string, Date>> {
  const rows = await reader
    .select({ releaseId: deployments.releaseId, ...arrivalOf })
    .from(deployments)
    .where(and(eq(deployments.environmentId, environmentId), arrived))
    .groupBy(deployments.releaseId);
  return new Map(rows.map(({ releaseId, at }) => [releaseId, at]));
}

/** The same of those whose forecasts have not been compared with it yet. One statement. */
export async function loadUnsettledArrivals(reader: Reader, environmentId: string): Promise<Map<string, Date>> {
  const rows = await reader
    .select({ releaseId: deployments.releaseId, ...arrivalOf })
    .from(deployments)
    .innerJoin(forecastRuns, and(eq(forecastRuns.releaseId, deployments.releaseId), isNull(forecastRuns.actualAt)))
    .where(and(eq(deployments.environmentId, environmentId), arrived))
    .groupBy(deployments.releaseId);
  return new Map(rows.map(({ releaseId, at }) => [releaseId, at]));
}
