import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { releases, services, slotReleases } from "@/db/schema";
import type { BookedRelease } from "@/lib/domain/booking-facts";

/** What a slot ships, in its order. */
export async function loadAboard(reader: Reader, slotId: string): Promise<BookedRelease[]> {
  return await reader
    .select({
      releaseId: releases.id,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(eq(slotReleases.slotId, slotId))
    .orderBy(slotReleases.position);
}
