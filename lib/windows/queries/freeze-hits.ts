import { and, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { environments, releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { FreezeScope } from "@/lib/domain/freeze";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { slotsHitBy } from "@/lib/domain/freeze-hits";
import type { Range } from "@/lib/time/range";

/** The booked slots that would be missed if a freeze with these periods stood, in order. Two statements. */
export async function listSlotsHitBy(
  reader: Reader,
  freeze: { grade: FreezeGrade; scope: FreezeScope; periods: readonly Range[] },
) {
  const first = freeze.periods[0];
  const last = freeze.periods.at(-1);
  if (!first || !last) return [];
  const rows = await reader
    .select({
      id: slots.id,
      environmentId: slots.environmentId,
      environmentName: environments.name,
      zone: environments.zone,
      teamId: slots.teamId,
      teamName: teams.name,
      origin: slots.origin,
      during: slots.during,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .where(and(eq(slots.status, "booked"), overlapsRange(slots.during, { start: first.start, end: last.end })))
    .orderBy(sql`lower(${slots.during})`);
  const aboard = await loadAboard(
    reader,
    rows.map((row) => row.id),
  );
  return slotsHitBy(
    freeze,
    rows.map((row) => ({ ...row, releases: aboard.get(row.id) ?? [] })),
  );
}

async function loadAboard(reader: Reader, slotIds: string[]) {
  if (slotIds.length === 0) return new Map<string, never[]>();
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(inArray(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.position);
  return groupRows(rows, (row) => row.slotId);
}
