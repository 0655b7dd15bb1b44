import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { environments, releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { AffectedSlot } from "@/lib/domain/plan-effect";

/** The slots that are booked in these openings, in order of time. Two statements. */
export async function loadSlotsInOpenings(reader: Reader, occurrenceIds: readonly string[]): Promise<AffectedSlot[]> {
  if (occurrenceIds.length === 0) return [];
  const rows = await reader
    .select({
      id: slots.id,
      environmentName: environments.name,
      teamName: teams.name,
      during: slots.during,
      zone: environments.zone,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .where(and(inArray(slots.occurrenceId, [...occurrenceIds]), eq(slots.live, true)))
    .orderBy(sql`lower(${slots.during})`, asc(slots.id));
  const names = await loadSlotNames(
    reader,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.id) ?? "" }));
}

/** What slots ship, as one name each: "ledger 4.2.0, checkout 1.9.0". */
export async function loadSlotNames(reader: Reader, slotIds: readonly string[]): Promise<Map<string, string>> {
  if (slotIds.length === 0) return new Map();
  const aboard = await reader
    .select({ slotId: slotReleases.slotId, serviceName: services.name, version: releases.version })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(inArray(slotReleases.slotId, [...slotIds]))
    .orderBy(asc(slotReleases.position));
  const named = [...groupRows(aboard, (row) => row.slotId)];
  return new Map(named.map(([id, rows]) => [id, rows.map((row) => `${row.serviceName} ${row.version}`).join(", ")]));
}
