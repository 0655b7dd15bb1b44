import { and, eq, inArray, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { departureBlockers, departures, deployments, releases, services, slots, trains } from "@/db/schema";
import type { DepartureFact } from "@/lib/domain/departure-gate";
import { departureName } from "@/lib/domain/departure-name";

/** The departures that slots belong to, with what holds them and what of them has failed. Three statements, and none without trains. */
export async function loadDepartureFacts(
  reader: Reader,
  departureIds: readonly string[],
): Promise<Map<string, DepartureFact>> {
  const ids = [...new Set(departureIds)];
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ departure: departures, train: trains })
    .from(departures)
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(anyOf(departures.id, ids));
  const open = await reader
    .select({
      departureId: departureBlockers.departureId,
      id: departureBlockers.id,
      reason: departureBlockers.reason,
    })
    .from(departureBlockers)
    .where(and(anyOf(departureBlockers.departureId, ids), eq(departureBlockers.status, "open")));
  const failed = await reader
    .selectDistinct({
      departureId: sql<string>`${slots.departureId}`,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
    })
    .from(deployments)
    .innerJoin(slots, eq(slots.id, deployments.slotId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .where(
      and(
        anyOf(slots.departureId, ids),
        inArray(deployments.status, ["failed", "timed_out", "rolling_back", "rolled_back"]),
      ),
    );
  const blockersOf = groupRows(open, ({ departureId }) => departureId);
  const failedOf = groupRows(failed, ({ departureId }) => departureId);
  return new Map(
    rows.map(({ departure, train }) => [
      departure.id,
      {
        id: departure.id,
        name: departureName(train.name, departure.originalLocalStart, departure.label),
        zone: train.zone,
        status: departure.status,
        plannedAt: departure.plannedAt,
        during: { start: departure.departsAt, end: departure.arrivesAt },
        onFailure: train.onFailure,
        holdReason: departure.holdReason,
        blockers: (blockersOf.get(departure.id) ?? []).map(({ id, reason }) => ({ id, reason })),
        failed: (failedOf.get(departure.id) ?? []).map(({ name }) => name),
      },
    ]),
  );
}
