import { and, asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { builds, handoffs } from "@/db/schema";
import type { QueueCard } from "@/lib/handoffs/input";

/**
 * The person's newest verdict on each of these releases, where a newer build has come since, with how much changed from the build
 * they judged to the newest (null where a build in between did not say). Two statements.
 */
export async function loadLastLooks(
  reader: Reader,
  personId: string,
  releaseIds: string[],
): Promise<Map<string, QueueCard["lastLook"]>> {
  if (releaseIds.length === 0) return new Map();
  const looks = await reader
    .select({ releaseId: handoffs.releaseId, number: builds.number, verdict: handoffs.verdict })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .where(
      and(
        eq(handoffs.testerId, personId),
        inArray(handoffs.releaseId, releaseIds),
        inArray(handoffs.verdict, ["accepted", "rejected"]),
      ),
    )
    .orderBy(asc(builds.number));
  if (looks.length === 0) return new Map();
  const made = await reader
    .select({
      releaseId: builds.releaseId,
      number: builds.number,
      files: builds.changedFiles,
      lines: builds.changedLines,
      commits: builds.commitCount,
    })
    .from(builds)
    .where(inArray(builds.releaseId, [...new Set(looks.map((look) => look.releaseId))]));
  const buildsOf = groupRows(made, (build) => build.releaseId);
  const newest = new Map<string, QueueCard["lastLook"]>();
  // Ordered by build, so the newest look of each release is the one that stays in the map.
  for (const { releaseId, number, verdict } of looks) {
    const since = (buildsOf.get(releaseId) ?? []).filter((build) => build.number > number);
    if (verdict === null) continue;
    const changedFiles = total(since.map((build) => build.files));
    const changedLines = total(since.map((build) => build.lines));
    const commits = total(since.map((build) => build.commits));
    newest.set(releaseId, since.length === 0 ? null : { number, verdict, changedFiles, changedLines, commits });
  }
  return newest;
}

function total(counts: (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
