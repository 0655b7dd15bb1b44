import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, slotReleases, slots } from "@/db/schema";

export type NextDeparture = { slotId: string; environmentName: string; zone: string; start: Date };

/**
 * The next booked slot of each release in an environment that asks for QA's acceptance: the departure that QA's verdict decides. One
 * that has begun but not opened yet still counts, because it waits. One statement.
 */
export async function loadNextDepartures(
  reader: Reader,
  releaseIds: string[],
  now: Date,
): Promise<Map<string, NextDeparture>> {
  if (releaseIds.length === 0) return new Map();
  const rows = await reader
    .selectDistinctOn([slotReleases.releaseId], {
      releaseId: slotReleases.releaseId,
      slotId: slots.id,
      environmentName: environments.name,
      zone: environments.zone,
      during: slots.during,
    })
    .from(slotReleases)
    .innerJoin(slots, eq(slots.id, slotReleases.slotId))
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(
      and(
        inArray(slotReleases.releaseId, releaseIds),
        eq(slots.status, "booked"),
        eq(environments.requiresAcceptance, true),
        gt(sql`upper(${slots.during})`, now.toISOString()),
      ),
    )
    .orderBy(slotReleases.releaseId, asc(sql`lower(${slots.during})`));
  return new Map(rows.map(({ releaseId, during, ...slot }) => [releaseId, { ...slot, start: during.start }]));
}
