import { eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { releases, services } from "@/db/schema";
import type { BookedRelease } from "@/lib/domain/booking-facts";
import { type Reach, reaches } from "@/lib/domain/permission";

const columns = {
  releaseId: releases.id,
  serviceId: services.id,
  serviceName: services.name,
  teamId: services.teamId,
  version: releases.version,
  kind: releases.kind,
  status: releases.status,
};

/** These releases in this order, or `undefined` when one does not exist or is not visible in the scope (that is the same). */
export async function findBookedReleases(
  reader: Reader,
  releaseIds: readonly string[],
  scope: Reach,
): Promise<BookedRelease[] | undefined> {
  if (releaseIds.length === 0) return [];
  const rows: BookedRelease[] = await reader
    .select(columns)
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(inArray(releases.id, [...releaseIds]));
  const byId = new Map(rows.filter((row) => reaches(scope, row.teamId)).map((row) => [row.releaseId, row]));
  const found = releaseIds.map((id) => byId.get(id));
  return found.every((release) => release !== undefined) ? found : undefined;
}
