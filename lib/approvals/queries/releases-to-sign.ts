import { eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { builds, releases, services } from "@/db/schema";
import type { ReleaseToSign } from "@/lib/approvals/input/inbox-output";

export type KnownRelease = Omit<ReleaseToSign, "build" | "target" | "since"> & {
  builds: (NonNullable<ReleaseToSign["build"]> & { changedFiles: number | null; changedLines: number | null })[];
};

/** What releases say of themselves, with all their builds in order. Two statements. */
export async function loadReleasesToSign(reader: Reader, releaseIds: string[]): Promise<Map<string, KnownRelease>> {
  if (releaseIds.length === 0) return new Map();
  const rows = await reader
    .select({
      id: releases.id,
      serviceName: services.name,
      version: releases.version,
      kind: releases.kind,
      summary: releases.summary,
      databaseChange: releases.databaseChange,
      downtimeMinutes: releases.downtimeMinutes,
      rollbackPlan: releases.rollbackPlan,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(inArray(releases.id, releaseIds));
  const made = await reader.select().from(builds).where(inArray(builds.releaseId, releaseIds)).orderBy(builds.number);
  const buildsOf = groupRows(made, (build) => build.releaseId);
  return new Map(
    rows.map((release) => [
      release.id,
      {
        ...release,
        builds: (buildsOf.get(release.id) ?? []).map(
          ({ number, commitSha, artifactDigest, changes, checks, changedFiles, changedLines }) => ({
            number,
            commitSha,
            artifactDigest,
            changeCount: changes.length,
            checks,
            changedFiles,
            changedLines,
          }),
        ),
      },
    ]),
  );
}

/** How much changed after build `number` up to the newest; null when nothing is newer than it. */
export function changedSince(release: KnownRelease, number: number): ReleaseToSign["since"] {
  const newer = release.builds.filter((build) => build.number > number);
  if (newer.length === 0) return null;
  const total = (counts: (number | null)[]) =>
    counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
  return {
    number,
    changedFiles: total(newer.map((build) => build.changedFiles)),
    changedLines: total(newer.map((build) => build.changedLines)),
  };
}
