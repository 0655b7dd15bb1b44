import { eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { releases, services } from "@/db/schema";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { PlannedRelease } from "@/lib/domain/planned-slot";
import type { Cadence } from "@/lib/domain/service-cadence";

export type ReleaseToPlan = PlannedRelease & { cadence: Cadence };

/** These releases in this order with what the plan looks at, or `undefined` when one is not there for the reader. One statement. */
export async function findReleasesToPlan(
  reader: Reader,
  releaseIds: readonly string[],
  scope: Reach,
): Promise<ReleaseToPlan[] | undefined> {
  if (releaseIds.length === 0) return [];
  const rows: ReleaseToPlan[] = await reader
    .select({
      releaseId: releases.id,
      serviceId: services.id,
      serviceName: services.name,
      cadence: services.cadence,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
      databaseChange: releases.databaseChange,
      downtimeMinutes: releases.downtimeMinutes,
      rollbackPlan: releases.rollbackPlan,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(inArray(releases.id, [...releaseIds]));
  const byId = new Map(rows.filter((row) => reaches(scope, row.teamId)).map((row) => [row.releaseId, row]));
  const found = releaseIds.map((id) => byId.get(id));
  return found.every((release) => release !== undefined) ? found : undefined;
}
