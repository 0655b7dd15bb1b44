import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { environments, people, releases, services, slotReleases, slots, teams } from "@/db/schema";
import { type PlannedFreeze, slotsHitBy, slotsPassing } from "@/lib/domain/freeze-hits";

/**
 * The booked slots that would be missed if a freeze with these periods stood, and those that would open in its time and
 * environments all the same, in order. Two statements.
 */
export async function listSlotsHitBy(reader: Reader, freeze: PlannedFreeze) {
  const first = freeze.periods[0];
  const last = freeze.periods.at(-1);
  if (!first || !last) return { hits: [], passing: [] };
  const rows = await reader
    .select({
      id: slots.id,
      environmentId: slots.environmentId,
      environmentName: environments.name,
      zone: environments.zone,
      teamId: slots.teamId,
      teamName: teams.name,
      bookedBy: people.name,
      origin: slots.origin,
      during: slots.during,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(people, eq(people.id, slots.bookedBy))
    .where(and(eq(slots.status, "booked"), overlapsRange(slots.during, { start: first.start, end: last.end })))
    .orderBy(sql`lower(${slots.during})`, slots.id);
  const aboard = await loadAboard(
    reader,
    rows.map((row) => row.id),
  );
  const booked = rows.map((row) => ({ ...row, releases: aboard.get(row.id) ?? [] }));
  return { hits: slotsHitBy(freeze, booked), passing: slotsPassing(freeze, booked) };
}

async function loadAboard(reader: Reader, slotIds: string[]) {
  if (slotIds.length === 0) return new Map<string, never[]>();
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      releaseId: releases.id,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(anyOf(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.position);
  return groupRows(rows, (row) => row.slotId);
}
