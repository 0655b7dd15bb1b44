import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, releases, services, slotReleases, slots } from "@/db/schema";

/** What a slot ships, for the audit log: the releases to whose history an event belongs, and a name that people know. */
export async function shippedBy(
  reader: Reader,
  slotId: string,
): Promise<{ releaseIds: (string | undefined)[]; name: string }> {
  const rows = await reader
    .select({
      releaseId: slotReleases.releaseId,
      service: services.name,
      version: releases.version,
      environment: environments.name,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
    .leftJoin(services, eq(services.id, slotReleases.serviceId))
    .where(eq(slots.id, slotId))
    .orderBy(slotReleases.position);
  const aboard = rows.filter((row) => row.releaseId !== null).map((row) => `${row.service} ${row.version}`);
  // A slot without a release still gets its one entry.
  const releaseIds = rows.map((row) => row.releaseId ?? undefined);
  return { releaseIds, name: `${aboard.join(", ") || "Slot"} to ${rows[0]?.environment ?? "?"}` };
}
