import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { builds, deployments, occurrences, releaseWindows, slotReleases, slots } from "@/db/schema";
import type { ReleaseSlot } from "@/lib/releases/input/detail-output";
import { loadPlannedFrom, loadPostponements, type Postponement } from "@/lib/slots/queries/postponements";

/** Every slot a release was ever booked into, newest first, with its newest deployment in it. Holds are nobody's yet. Three statements. */
export async function loadSlotsOfRelease(reader: Reader, releaseId: string): Promise<ReleaseSlot[]> {
  const newest = reader
    .selectDistinctOn([deployments.slotId])
    .from(deployments)
    .where(eq(deployments.releaseId, releaseId))
    .orderBy(deployments.slotId, desc(deployments.fencingNumber))
    .as("newest");
  const rows = await reader
    .select({
      id: slots.id,
      status: slots.status,
      environmentId: slots.environmentId,
      during: slots.during,
      lane: slots.lane,
      windowName: releaseWindows.name,
      missedGates: slots.missedGates,
      deployment: {
        id: newest.id,
        status: newest.status,
        buildNumber: builds.number,
        startedAt: newest.createdAt,
        finishedAt: newest.finishedAt,
        message: newest.message,
      },
    })
    .from(slotReleases)
    .innerJoin(slots, eq(slots.id, slotReleases.slotId))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .leftJoin(newest, eq(newest.slotId, slots.id))
    .leftJoin(builds, eq(builds.id, newest.buildId))
    .where(and(eq(slotReleases.releaseId, releaseId), ne(slots.status, "held"), ne(slots.status, "expired")))
    .orderBy(desc(sql`lower(${slots.during})`));
  const ids = rows.map((row) => row.id);
  const postponements = await loadPostponements(reader, ids);
  const origins = await loadPlannedFrom(reader, ids);
  return rows.map(({ missedGates, deployment, ...slot }) => {
    const { id, status, buildNumber, startedAt, finishedAt, message } = deployment ?? {};
    return {
      ...slot,
      postponement: postponementOf(postponements.get(slot.id)),
      plannedAfter: origins.get(slot.id)?.freeze.name ?? null,
      missedBecause: missedGates?.map((gate) => gate.title).join(", ") ?? null,
      deployment:
        id == null || status == null || buildNumber == null || startedAt == null
          ? null
          : { id, status, buildNumber, startedAt, finishedAt: finishedAt ?? null, message: message ?? "" },
    };
  });
}

function postponementOf(postponement: Postponement | undefined): ReleaseSlot["postponement"] {
  if (postponement === undefined) return null;
  const { freeze, status, note, planned } = postponement;
  return { freezeName: freeze.name, status, note, planned };
}
