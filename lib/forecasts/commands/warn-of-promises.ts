import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people, promises, releases, services } from "@/db/schema";
import { calibratedChanceBy } from "@/lib/domain/forecast/chance-by";
import type { ReleaseForecast } from "@/lib/domain/forecast/forecast";
import { unlikelyBelow } from "@/lib/domain/forecast/odds-fallen";
import { tell } from "@/lib/notices/tell";

const worker = { kind: "worker" } as const;

/**
 * Tells whoever gave a date to stakeholders, and whoever made the release, once, that it has become unlikely, while it can still be
 * mended or taken back. A promise that recovers is warned of again when it falls again.
 */
export async function warnOfPromises(
  tx: Tx,
  results: readonly ReleaseForecast[],
  ranks: readonly number[],
  now: Date,
): Promise<void> {
  const byRelease = new Map(results.map((result) => [result.releaseId, result]));
  const standing = await tx
    .select({
      id: promises.id,
      releaseId: promises.releaseId,
      promisedFor: promises.promisedFor,
      warnedAt: promises.warnedAt,
      givenBy: promises.givenBy,
      createdBy: people.id,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
    })
    .from(promises)
    .innerJoin(releases, eq(releases.id, promises.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(people, eq(people.id, releases.createdBy))
    .where(and(isNull(promises.endedAt), gt(promises.promisedFor, now)))
    .for("update", { of: promises });
  const judged = standing.flatMap((promise) => {
    const result = byRelease.get(promise.releaseId);
    return result ? [{ ...promise, chance: calibratedChanceBy(result.twentieths, promise.promisedFor, ranks) }] : [];
  });
  const fallen = judged.filter(({ chance, warnedAt }) => chance < unlikelyBelow && warnedAt === null);
  const recovered = judged.filter(({ chance, warnedAt }) => chance >= unlikelyBelow && warnedAt !== null);
  await mark(tx, fallen, now);
  await mark(tx, recovered, null);
  await tell(
    tx,
    worker,
    now,
    ...fallen.map(({ id, releaseId, promisedFor, givenBy, createdBy, name, chance }) => ({
      to: [givenBy, createdBy],
      kind: "promise_unlikely" as const,
      subject: { noun: "releases" as const, id: releaseId },
      params: { release: name, promised: promisedFor.toISOString(), chancePercent: Math.round(chance * 100) },
      dedupeKey: `promise_unlikely:${id}:${now.toISOString().slice(0, 10)}`,
    })),
  );
}

async function mark(tx: Tx, list: readonly { id: string }[], warnedAt: Date | null): Promise<void> {
  if (list.length === 0) return;
  const ids = list.map(({ id }) => id);
  await tx.update(promises).set({ warnedAt }).where(inArray(promises.id, ids));
}
