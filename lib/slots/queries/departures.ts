import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import {
  builds,
  deployments,
  environments,
  occurrences,
  releases,
  releaseWindows,
  services,
  slotReleases,
  slots,
  teams,
} from "@/db/schema";
import { type DepartureState, departureWait, shownSlotStates } from "@/lib/domain/departure";
import type { Reach } from "@/lib/domain/permission";
import type { DatabaseChange, ReleaseKind } from "@/lib/domain/release-state";
import type { SlotOrigin } from "@/lib/domain/slot-state";
import type { Range } from "@/lib/time/range";
import { loadSlotFacts } from "./slot-facts";

/** Which departures a reader may see: those of these teams, in one environment or (null) in all. */
export type DepartureScope = { reach: Reach; environmentId: string | null };

export type DepartureRelease = {
  releaseId: string;
  service: string;
  version: string;
  kind: ReleaseKind;
  summary: string;
  databaseChange: DatabaseChange;
  downtimeMinutes: number;
  changeCount: number;
  firstChange: string | null;
};

/** One slot as boards, agendas and feeds show it. */
export type Departure = DepartureState & {
  slotId: string;
  environmentId: string;
  environmentName: string;
  /** The zone of the window, or of the environment where there is none. */
  zone: string;
  team: { name: string; hue: number };
  windowName: string | null;
  occurrenceId: string | null;
  lane: number;
  origin: SlotOrigin;
  /** SEQUENCE of RFC 5545. */
  sequence: number;
  updatedAt: Date;
  cancelReason: string;
  releases: DepartureRelease[];
};

/**
 * The departures that touch a stretch of time, in order of time and lane. What `scope` does not let through is absent. A constant
 * number of statements, however many there are; at most `limit`.
 */
export async function listDepartures(
  reader: Reader,
  scope: DepartureScope,
  range: Range,
  now: Date,
  limit = 500,
): Promise<Departure[]> {
  const rows = await loadSlots(reader, scope, range, limit);
  const ids = rows.map((row) => row.slotId);
  if (ids.length === 0) return [];
  const shipped = groupRows(await loadReleases(reader, ids), (row) => row.slotId);
  const calls = groupRows(await loadDeployments(reader, ids), (row) => row.slotId);
  const booked = rows.filter((row) => row.status === "booked").map((row) => row.slotId);
  const facts = await loadSlotFacts(reader, booked, now);
  return rows.map(({ missedGates, team, status, windowZone, environmentZone, ...row }) => {
    const ownFacts = facts.get(row.slotId);
    return {
      ...row,
      zone: windowZone ?? environmentZone,
      status: status as DepartureState["status"],
      team: team ?? { name: "", hue: 0 },
      missedTitles: (missedGates ?? []).map((gate) => gate.title),
      wait: ownFacts ? departureWait(ownFacts, now) : null,
      releases: (shipped.get(row.slotId) ?? []).map(({ slotId: _, ...release }) => release),
      deployments: (calls.get(row.slotId) ?? []).map(({ slotId: _, ...deployment }) => deployment),
    };
  });
}

function visible({ reach, environmentId }: DepartureScope): SQL[] {
  // A slot that was only ever held was promised to nobody.
  const conditions = [inArray(slots.status, shownSlotStates), isNotNull(slots.bookedAt)];
  if (environmentId !== null) conditions.push(eq(slots.environmentId, environmentId));
  if (reach !== "all") conditions.push(reach.length === 0 ? sql`false` : inArray(slots.teamId, [...reach]));
  return conditions;
}

function loadSlots(reader: Reader, scope: DepartureScope, range: Range, limit: number) {
  return reader
    .select({
      slotId: slots.id,
      environmentId: slots.environmentId,
      environmentName: environments.name,
      environmentZone: environments.zone,
      windowZone: releaseWindows.zone,
      windowName: releaseWindows.name,
      occurrenceId: slots.occurrenceId,
      team: { name: teams.name, hue: teams.hue },
      lane: slots.lane,
      origin: slots.origin,
      status: slots.status,
      during: slots.during,
      movedFrom: slots.movedFrom,
      sequence: slots.sequence,
      updatedAt: slots.updatedAt,
      cancelReason: slots.cancelReason,
      missedGates: slots.missedGates,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(and(...visible(scope), overlapsRange(slots.during, range)))
    .orderBy(sql`lower(${slots.during})`, asc(slots.lane), asc(slots.id))
    .limit(limit);
}

function loadReleases(reader: Reader, slotIds: string[]) {
  const newest = reader
    .selectDistinctOn([builds.releaseId], {
      releaseId: builds.releaseId,
      changeCount: sql<number>`jsonb_array_length(${builds.changes})`.as("change_count"),
      firstChange: sql<string | null>`${builds.changes} -> 0 ->> 'title'`.as("first_change"),
    })
    .from(builds)
    .innerJoin(slotReleases, and(eq(slotReleases.releaseId, builds.releaseId), inArray(slotReleases.slotId, slotIds)))
    .orderBy(builds.releaseId, desc(builds.number))
    .as("newest");
  return reader
    .select({
      slotId: slotReleases.slotId,
      releaseId: releases.id,
      service: services.name,
      version: releases.version,
      kind: releases.kind,
      summary: releases.summary,
      databaseChange: releases.databaseChange,
      downtimeMinutes: releases.downtimeMinutes,
      changeCount: sql<number>`coalesce(${newest.changeCount}, 0)`,
      firstChange: newest.firstChange,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .leftJoin(newest, eq(newest.releaseId, releases.id))
    .where(inArray(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.slotId, slotReleases.position);
}

function loadDeployments(reader: Reader, slotIds: string[]) {
  return reader
    .select({
      slotId: deployments.slotId,
      status: deployments.status,
      acceptedAt: deployments.acceptedAt,
      finishedAt: deployments.finishedAt,
    })
    .from(deployments)
    .where(inArray(deployments.slotId, slotIds))
    .orderBy(deployments.createdAt);
}
