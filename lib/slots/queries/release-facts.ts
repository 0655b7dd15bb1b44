import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { builds, handoffs, people, releases, services, slotReleases, targets } from "@/db/schema";
import { together } from "@/db/together";
import type { ReleaseFacts } from "@/lib/domain/slot-facts";

/**
 * The releases of these slots in their order, each with its newest build, its newest handoff and its target in the slot's
 * environment. Three statements, however many slots there are.
 */
export async function loadReleaseFacts(reader: Reader, slotIds: string[]): Promise<Map<string, ReleaseFacts[]>> {
  const aboard = await reader
    .select({
      slotId: slotReleases.slotId,
      releaseId: releases.id,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
      targetId: targets.id,
      url: targets.url,
      strategy: targets.strategy,
      targetVersion: targets.version,
      enabled: targets.enabled,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .leftJoin(
      targets,
      and(eq(targets.serviceId, slotReleases.serviceId), eq(targets.environmentId, slotReleases.environmentId)),
    )
    .where(anyOf(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.slotId, slotReleases.position);
  const releaseIds = [...new Set(aboard.map((row) => row.releaseId))];
  const [newestBuilds, newestHandoffs] = await together(reader, [
    () => loadNewestBuilds(reader, releaseIds),
    () => loadNewestHandoffs(reader, releaseIds),
  ]);
  const facts = aboard.map(({ slotId, targetId, url, strategy, targetVersion, enabled, ...release }) => ({
    slotId,
    facts: {
      ...release,
      newestBuild: newestBuilds.get(release.releaseId) ?? null,
      newestHandoff: newestHandoffs.get(release.releaseId) ?? null,
      target:
        targetId === null || url === null || strategy === null || targetVersion === null || enabled === null
          ? null
          : { id: targetId, url, strategy, version: targetVersion, enabled },
    },
  }));
  return new Map(
    [...groupRows(facts, (row) => row.slotId)].map(([slotId, rows]) => [slotId, rows.map((row) => row.facts)]),
  );
}

async function loadNewestBuilds(reader: Reader, releaseIds: string[]) {
  if (releaseIds.length === 0) return new Map<string, NonNullable<ReleaseFacts["newestBuild"]>>();
  const rows = await reader
    .selectDistinctOn([builds.releaseId], {
      releaseId: builds.releaseId,
      id: builds.id,
      number: builds.number,
      artifactDigest: builds.artifactDigest,
    })
    .from(builds)
    .where(anyOf(builds.releaseId, releaseIds))
    .orderBy(builds.releaseId, sql`${builds.number} desc`);
  return new Map(rows.map(({ releaseId, ...build }) => [releaseId, build]));
}

async function loadNewestHandoffs(reader: Reader, releaseIds: string[]) {
  if (releaseIds.length === 0) return new Map<string, NonNullable<ReleaseFacts["newestHandoff"]>>();
  const rows = await reader
    .selectDistinctOn([handoffs.releaseId], {
      releaseId: handoffs.releaseId,
      id: handoffs.id,
      buildId: handoffs.buildId,
      state: handoffs.status,
      round: handoffs.round,
      handedOverAt: handoffs.handedOverAt,
      testerName: people.name,
      decidedAt: handoffs.decidedAt,
      category: handoffs.category,
      reason: handoffs.reason,
    })
    .from(handoffs)
    .leftJoin(people, eq(people.id, handoffs.testerId))
    .where(anyOf(handoffs.releaseId, releaseIds))
    .orderBy(handoffs.releaseId, sql`${handoffs.round} desc`);
  return new Map(rows.map(({ releaseId, ...handoff }) => [releaseId, handoff]));
}
