import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { releases, services } from "@/db/schema";
import type { BookedRelease } from "@/lib/domain/booking-facts";
import { type Reach, reaches } from "@/lib/domain/permission";

/** The release that an exception is to be for, or `undefined` when it does not exist or is not visible in the scope. */
export async function findReleaseAskedFor(
  reader: Reader,
  releaseId: string,
  scope: Reach,
): Promise<BookedRelease | undefined> {
  const [release] = await reader
    .select({
      releaseId: releases.id,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(eq(releases.id, releaseId));
  return release && reaches(scope, release.teamId) ? release : undefined;
}
