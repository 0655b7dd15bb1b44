import { and, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { builds, handoffs, releases, services, waivers } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { tell } from "@/lib/notices/tell";

const aDayMs = 86_400_000;

/** Tells whoever took a risk, and whoever handed the build over, once, when its end is a day away. Called by the worker's sweep. */
export async function warnOfWaivers(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const ending = await tx
    .select({
      id: waivers.id,
      handoffId: waivers.handoffId,
      risk: waivers.risk,
      expiresAt: waivers.expiresAt,
      takenBy: waivers.takenBy,
      handedOverBy: handoffs.handedOverBy,
      name: sql<string>`${services.name} || ' ' || ${releases.version} || ' rc ' || ${builds.number}`,
    })
    .from(waivers)
    .innerJoin(handoffs, eq(handoffs.id, waivers.handoffId))
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(
      and(
        isNull(waivers.settledAt),
        gt(waivers.expiresAt, now),
        lte(waivers.expiresAt, new Date(now.getTime() + aDayMs)),
        eq(handoffs.status, "accepted"),
        eq(releases.status, "accepted"),
      ),
    );
  await tell(
    tx,
    actor,
    now,
    ...ending.map(({ id, handoffId, risk, expiresAt, takenBy, handedOverBy, name }) => ({
      to: [takenBy, handedOverBy],
      kind: "waiver_expiring" as const,
      subject: { noun: "queue" as const, id: handoffId },
      params: { release: name, waiver: risk, until: expiresAt.toISOString() },
      dedupeKey: `waiver_expiring:${id}`,
    })),
  );
}
