import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { releases, services, slotReleases, slots } from "@/db/schema";
import type { Range } from "@/lib/time/range";
import type { YardstickEvent } from "./yardstick-server";

/** The same slots as events of other calendars. */
export async function eventsOf(db: Database, environmentId: string, range: Range): Promise<YardstickEvent[]> {
  const rows = await db
    .select({ id: slots.id, during: slots.during, service: services.name, version: releases.version })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(and(eq(slots.environmentId, environmentId), overlapsRange(slots.during, range)));
  return rows.map(({ id, during, service, version }) => ({
    id,
    title: `${service} ${version}`,
    start: during.start.toISOString(),
    end: during.end.toISOString(),
  }));
}
