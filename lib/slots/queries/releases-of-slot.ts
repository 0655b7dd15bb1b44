import { and, desc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { builds, deployments, releases, services, slotReleases, targets } from "@/db/schema";
import type { DeploymentState } from "@/lib/domain/deployment-state";

/** One release that a slot ships, with what a person wants to know before they let it go. */
export type ReleaseOfSlot = Awaited<ReturnType<typeof loadRows>>[number] & {
  newestBuild: { number: number; commitSha: string; artifactDigest: string } | null;
  /** The newest attempt to ship it in this slot. */
  deployment: { id: string; status: DeploymentState; message: string; finishedAt: Date | null } | null;
};

/** The releases of a slot in their order. Three statements. */
export async function loadReleasesOfSlot(reader: Reader, slotId: string): Promise<ReleaseOfSlot[]> {
  const rows = await loadRows(reader, slotId);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.releaseId);
  const newest = await reader
    .selectDistinctOn([builds.releaseId], {
      releaseId: builds.releaseId,
      number: builds.number,
      commitSha: builds.commitSha,
      artifactDigest: builds.artifactDigest,
    })
    .from(builds)
    .where(inArray(builds.releaseId, ids))
    .orderBy(builds.releaseId, desc(builds.number));
  const attempts = await reader
    .selectDistinctOn([deployments.releaseId], {
      releaseId: deployments.releaseId,
      id: deployments.id,
      status: deployments.status,
      message: deployments.message,
      finishedAt: deployments.finishedAt,
    })
    .from(deployments)
    .where(eq(deployments.slotId, slotId))
    .orderBy(deployments.releaseId, desc(deployments.fencingNumber));
  return rows.map((row) => ({
    ...row,
    newestBuild: withoutRelease(newest.find(({ releaseId }) => releaseId === row.releaseId)),
    deployment: withoutRelease(attempts.find(({ releaseId }) => releaseId === row.releaseId)),
  }));
}

function withoutRelease<Row extends { releaseId: string }>(row: Row | undefined): Omit<Row, "releaseId"> | null {
  if (row === undefined) return null;
  const { releaseId: _, ...rest } = row;
  return rest;
}

async function loadRows(reader: Reader, slotId: string) {
  return await reader
    .select({
      releaseId: releases.id,
      serviceName: services.name,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
      databaseChange: releases.databaseChange,
      downtimeMinutes: releases.downtimeMinutes,
      rollbackPlan: releases.rollbackPlan,
      strategy: targets.strategy,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .leftJoin(
      targets,
      and(eq(targets.serviceId, slotReleases.serviceId), eq(targets.environmentId, slotReleases.environmentId)),
    )
    .where(eq(slotReleases.slotId, slotId))
    .orderBy(slotReleases.position);
}
