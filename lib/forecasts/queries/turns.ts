import { asc, eq, gte } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import type { Turn } from "@/lib/domain/forecast/past-rounds";
import type { ReleaseKind } from "@/lib/domain/release-state";

export type TurnOfRelease = Turn & { releaseId: string; kind: ReleaseKind; createdAt: Date; testerId: string | null };

/** Every build that was handed over to QA since an instant, by release and in their order. One statement. */
export function loadTurns(reader: Reader, since: Date): Promise<TurnOfRelease[]> {
  return reader
    .select({
      releaseId: handoffs.releaseId,
      serviceId: releases.serviceId,
      teamId: services.teamId,
      kind: releases.kind,
      createdAt: releases.createdAt,
      round: handoffs.round,
      verdict: handoffs.verdict,
      testerId: handoffs.testerId,
      handedOverAt: handoffs.handedOverAt,
      claimedAt: handoffs.claimedAt,
      decidedAt: handoffs.decidedAt,
      endedAt: handoffs.endedAt,
    })
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(gte(handoffs.handedOverAt, since))
    .orderBy(asc(handoffs.releaseId), asc(handoffs.round));
}
