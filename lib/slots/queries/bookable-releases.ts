import { and, desc, eq, inArray, notInArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { type ReleaseKind, type ReleaseState, unbookableReleaseStates } from "@/lib/domain/release-state";
import type { Range } from "@/lib/time/range";

export type BookableRelease = {
  releaseId: string;
  serviceName: string;
  version: string;
  kind: ReleaseKind;
  status: ReleaseState;
  team: { id: string; name: string; hue: number };
  /** Live slots that it has in this environment already. */
  bookedFor: Range[];
};

/** More than anybody looks through; the newest come first. */
const most = 500;

/** The releases that somebody may book into a slot of the environment: of their teams, on their way out. Two statements. */
export async function loadBookableReleases(
  reader: Reader,
  environmentId: string,
  reach: Reach,
): Promise<BookableRelease[]> {
  if (reach !== "all" && reach.length === 0) return [];
  const rows = await reader
    .select({
      releaseId: releases.id,
      serviceName: services.name,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .where(
      and(
        notInArray(releases.status, [...unbookableReleaseStates]),
        reach === "all" ? undefined : inArray(services.teamId, [...reach]),
      ),
    )
    .orderBy(desc(releases.createdAt))
    .limit(most);
  const ids = rows.map((row) => row.releaseId);
  const booked =
    ids.length === 0
      ? []
      : await reader
          .select({ releaseId: slotReleases.releaseId, during: slots.during })
          .from(slotReleases)
          .innerJoin(slots, eq(slots.id, slotReleases.slotId))
          .where(and(inArray(slotReleases.releaseId, ids), eq(slots.environmentId, environmentId), slots.live));
  const byRelease = groupRows(booked, (row) => row.releaseId);
  return rows.map((row) => ({ ...row, bookedFor: (byRelease.get(row.releaseId) ?? []).map(({ during }) => during) }));
}
