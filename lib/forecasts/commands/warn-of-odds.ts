import { and, eq, isNotNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { departures, environments, forecastRuns, releases, services, slots, tickets, trains } from "@/db/schema";
import { departureName } from "@/lib/domain/departure-name";
import { haveFallen, type OddsOfPlace } from "@/lib/domain/forecast/odds-fallen";
import { tell } from "@/lib/notices/tell";

const worker = { kind: "worker" } as const;

type Run = typeof forecastRuns.$inferInsert;
type Odds = Pick<Run, "releaseId" | "slotId" | "departureId" | "bookedAt" | "chance">;

/** From the cut-off on a ticket has a slot as well: it is the same place all the same. */
function oddsOf({ slotId, departureId, chance }: Odds): OddsOfPlace | undefined {
  const place = departureId ?? slotId;
  return place == null || chance == null ? undefined : { place, chance };
}

/** What was said last of each release that has a place, before it is said anew. */
export async function loadOddsBefore(tx: Tx): Promise<Map<string, OddsOfPlace>> {
  const rows = await tx
    .select({
      releaseId: forecastRuns.releaseId,
      slotId: forecastRuns.slotId,
      departureId: forecastRuns.departureId,
      bookedAt: forecastRuns.bookedAt,
      chance: forecastRuns.chance,
    })
    .from(forecastRuns)
    .where(and(eq(forecastRuns.current, true), isNotNull(forecastRuns.chance)));
  return new Map(
    rows.flatMap((row) => {
      const odds = oddsOf(row);
      return odds === undefined ? [] : [[row.releaseId, odds] as const];
    }),
  );
}

/**
 * Tells whoever booked the slot or boarded the train, and whoever made the release, that it will hardly make it, while it can still be
 * moved or mended: once when the chance falls below one half, and again when it falls after it has recovered, at most once a day. Of a
 * place whose time has come the opening itself tells.
 */
export async function warnOfOdds(
  tx: Tx,
  before: ReadonlyMap<string, OddsOfPlace>,
  runs: readonly Odds[],
  now: Date,
): Promise<void> {
  const fallen = runs.flatMap(({ releaseId, bookedAt, ...run }) => {
    const after = oddsOf({ releaseId, bookedAt, ...run });
    const isAhead = bookedAt != null && bookedAt > now;
    return after && isAhead && haveFallen(before.get(releaseId), after)
      ? [{ releaseId, bookedAt, ...run, ...after }]
      : [];
  });
  if (fallen.length === 0) return;
  const own = await loadReleases(
    tx,
    fallen.map(({ releaseId }) => releaseId),
  );
  const bySlot = await loadSlots(
    tx,
    fallen.flatMap(({ slotId, departureId }) => (departureId ? [] : (slotId ?? []))),
  );
  const byTicket = await loadTickets(
    tx,
    fallen.flatMap(({ releaseId, departureId }) => (departureId ? [releaseId] : [])),
  );
  await tell(
    tx,
    worker,
    now,
    ...fallen.flatMap(({ releaseId, departureId, place, bookedAt, chance }) => {
      const release = own.get(releaseId);
      const aim = departureId ? byTicket.get(releaseId) : bySlot.get(place);
      if (release === undefined || aim === undefined) return [];
      return {
        to: [aim.by, release.createdBy],
        kind: "odds_fell" as const,
        subject: { noun: "releases" as const, id: releaseId },
        params: {
          release: release.name,
          aim: aim.name,
          at: bookedAt.toISOString(),
          chancePercent: Math.round(chance * 100),
        },
        dedupeKey: `odds_fell:${releaseId}:${place}:${now.toISOString().slice(0, 10)}`,
      };
    }),
  );
}

async function loadReleases(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .select({
      id: releases.id,
      createdBy: releases.createdBy,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(anyOf(releases.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

type Aim = { name: string; by: string | null };

async function loadSlots(tx: Tx, ids: readonly string[]): Promise<Map<string, Aim>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: slots.id, by: slots.bookedBy, environment: environments.name })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(anyOf(slots.id, ids));
  return new Map(rows.map(({ id, by, environment }) => [id, { name: `its slot in ${environment}`, by }]));
}

async function loadTickets(tx: Tx, releaseIds: readonly string[]): Promise<Map<string, Aim>> {
  if (releaseIds.length === 0) return new Map();
  const rows = await tx
    .select({
      releaseId: tickets.releaseId,
      by: tickets.boardedBy,
      train: trains.name,
      originalLocalStart: departures.originalLocalStart,
      label: departures.label,
    })
    .from(tickets)
    .innerJoin(departures, eq(departures.id, tickets.departureId))
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(and(anyOf(tickets.releaseId, releaseIds), eq(tickets.status, "aboard")));
  return new Map(
    rows.map(({ releaseId, by, train, originalLocalStart, label }) => [
      releaseId,
      { name: departureName(train, originalLocalStart, label), by },
    ]),
  );
}
