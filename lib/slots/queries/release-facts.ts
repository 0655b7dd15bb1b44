import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import {
  builds,
  handoffs,
  licenceProofs,
  people,
  releases,
  rollbacks,
  services,
  slotReleases,
  targets,
  waivers,
} from "@/db/schema";
import { together } from "@/db/together";
import type { ReleaseFacts } from "@/lib/domain/slot-facts";
import { loadNewestProofs } from "@/lib/windows/queries/newest-proofs";
import { loadSoaks, soakKey } from "./soak-facts";

const taker = alias(people, "taker");

/** Since when the service is being rolled back where the slot deploys it. An index holds only the few that are under way. */
const rollingBackSince = sql<Date | null>`(
  select ${rollbacks.requestedAt} from ${rollbacks}
  where ${rollbacks.serviceId} = ${slotReleases.serviceId} and ${rollbacks.environmentId} = ${slotReleases.environmentId}
    and ${rollbacks.finishedAt} is null)`.mapWith(rollbacks.requestedAt);

/** Whether the newest word of the regression run on the build's artifact is that it passed, where a run accepted the build. */
const runStands = sql<
  boolean | null
>`case when ${handoffs.regressionRunUrl} is not null and ${handoffs.testerId} is null then
  coalesce((
    select ${licenceProofs.outcome} = 'passed' from ${licenceProofs}
    join ${releases} on ${releases.serviceId} = ${licenceProofs.serviceId}
    join ${builds} on ${builds.artifactDigest} = ${licenceProofs.artifactDigest}
    where ${releases.id} = ${handoffs.releaseId} and ${builds.id} = ${handoffs.buildId}
      and ${licenceProofs.kind} = 'regression_tests' and ${licenceProofs.withdrawnAt} is null
    order by ${licenceProofs.provenAt} desc, (${licenceProofs.outcome} = 'failed') desc, ${licenceProofs.id} desc limit 1
  ), false) end`;

/**
 * The releases of these slots in their order, each with its newest build, its newest handoff and its target in the slot's
 * environment. Four statements, however many slots there are, and one more where a continuous service is among them.
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
      databaseChange: releases.databaseChange,
      downtimeMinutes: releases.downtimeMinutes,
      cadence: services.cadence,
      rollingBackSince,
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
  const continuous = aboard.filter((row) => row.cadence === "continuous").map((row) => row.serviceId);
  const [newestBuilds, newestHandoffs, proofs, soaks] = await together(reader, [
    () => loadNewestBuilds(reader, releaseIds),
    () => loadNewestHandoffs(reader, releaseIds),
    () => loadNewestProofs(reader, continuous),
    () => loadSoaks(reader, slotIds),
  ]);
  const facts = aboard.map(({ slotId, targetId, url, strategy, targetVersion, enabled, ...release }) => ({
    slotId,
    facts: {
      ...release,
      proofs: proofs.get(release.serviceId) ?? [],
      newestBuild: newestBuilds.get(release.releaseId) ?? null,
      newestHandoff: newestHandoffs.get(release.releaseId) ?? null,
      soak: soaks.get(soakKey(slotId, release.releaseId)) ?? null,
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
      runUrl: handoffs.regressionRunUrl,
      runStands,
      waiver: {
        risk: waivers.risk,
        takenAt: waivers.takenAt,
        expiresAt: waivers.expiresAt,
        settledAt: waivers.settledAt,
      },
      takenByName: taker.name,
    })
    .from(handoffs)
    .leftJoin(people, eq(people.id, handoffs.testerId))
    .leftJoin(waivers, eq(waivers.handoffId, handoffs.id))
    .leftJoin(taker, eq(taker.id, waivers.takenBy))
    .where(anyOf(handoffs.releaseId, releaseIds))
    .orderBy(handoffs.releaseId, sql`${handoffs.round} desc`);
  return new Map(
    rows.map(({ releaseId, runUrl, runStands: stands, waiver, takenByName, ...handoff }) => [
      releaseId,
      {
        ...handoff,
        waiver: waiver && { ...waiver, takenByName: takenByName ?? "" },
        run: runUrl === null || stands === null ? null : { url: runUrl, stands },
      },
    ]),
  );
}
