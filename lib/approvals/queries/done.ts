import { desc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { approvals, environments, releases, services, slotReleases, slots } from "@/db/schema";
import type { DoneVerdict } from "@/lib/approvals/input/inbox-output";

const newestShown = 50;

/** A person's own last verdicts, newest first, and what became of the slots. Two statements. */
export async function loadDone(reader: Reader, personId: string): Promise<DoneVerdict[]> {
  const rows = await reader
    .select({
      id: approvals.id,
      slotId: slots.id,
      slotStatus: slots.status,
      environmentName: environments.name,
      zone: environments.zone,
      during: slots.during,
      verdict: approvals.verdict,
      comment: approvals.comment,
      at: approvals.givenAt,
    })
    .from(approvals)
    .innerJoin(slots, eq(slots.id, approvals.slotId))
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(eq(approvals.personId, personId))
    .orderBy(desc(approvals.givenAt), desc(approvals.id))
    .limit(newestShown);
  if (rows.length === 0) return [];
  const aboard = await reader
    .select({ slotId: slotReleases.slotId, id: releases.id, service: services.name, version: releases.version })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(inArray(slotReleases.slotId, [...new Set(rows.map((row) => row.slotId))]))
    .orderBy(slotReleases.position);
  const releasesOf = groupRows(aboard, (row) => row.slotId);
  return rows.map((row) => ({
    ...row,
    releases: (releasesOf.get(row.slotId) ?? []).map(({ id, service, version }) => ({
      id,
      name: `${service} ${version}`,
    })),
  }));
}
