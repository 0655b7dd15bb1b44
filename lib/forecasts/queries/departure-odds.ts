import { and, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { departures, forecastRuns, releases, services, tickets } from "@/db/schema";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import { type Borrowed, borrowers } from "@/lib/domain/forecast/borrowed";
import { type AboardOdds, departureOdds, oneLessAboard } from "@/lib/domain/forecast/departure-odds";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { OddsOfDeparture } from "@/lib/forecasts/input";
import { loadVerdict } from "./current";
import { statesOnTheirWay } from "./on-their-way";

/** What is under way is on the board until all of it has arrived. */
const shownStates = [...comingDepartureStates, "departed"] as const;

/**
 * The odds that each departure that has not arrived leaves on time with everybody aboard who has not left by themselves: all of them
 * together, and not those of the least likely one. A departure without anybody aboard has none; nor has one on which somebody has
 * not been forecast yet: what is not known of one is not known of all. `reach`: whose releases may be named. Two statements.
 */
export async function loadDepartureOdds(reader: Reader, reach: Reach): Promise<OddsOfDeparture[]> {
  const rows = await reader
    .select({
      departureId: departures.id,
      releaseId: tickets.releaseId,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
      teamId: services.teamId,
      forDeparture: forecastRuns.departureId,
      slotId: forecastRuns.slotId,
      chance: forecastRuns.chance,
      bars: forecastRuns.bars,
      handovers: forecastRuns.ownHandovers,
      borrowed: forecastRuns.borrowed,
    })
    .from(tickets)
    .innerJoin(departures, eq(departures.id, tickets.departureId))
    .innerJoin(releases, eq(releases.id, tickets.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .leftJoin(forecastRuns, and(eq(forecastRuns.releaseId, tickets.releaseId), eq(forecastRuns.current, true)))
    .where(
      and(
        eq(tickets.status, "aboard"),
        inArray(departures.status, [...shownStates]),
        inArray(releases.status, [...statesOnTheirWay]),
      ),
    )
    // Of two that are as likely the same one is named each time.
    .orderBy(services.name, releases.version);
  const verdict = await loadVerdict(reader);
  return [...groupRows(rows, ({ departureId }) => departureId)].flatMap(([departureId, all]) => {
    // One with a slot of its own before the train leaves by that.
    const going = all.filter(({ forDeparture, slotId }) => forDeparture !== null || slotId === null);
    const known = going.flatMap(({ forDeparture, chance, bars, handovers, borrowed, ...release }) =>
      forDeparture !== departureId || chance === null || bars === null || borrowed === null
        ? []
        : [{ ...release, chance, bars: bars.map(revived), handovers: handovers ?? 0, borrowed }],
    );
    const odds = known.length === going.length ? departureOdds(known) : undefined;
    if (odds === undefined) return [];
    const less = oneLessAboard(known);
    return [
      {
        departureId,
        releases: known.length,
        chance: odds.chance,
        oneLess:
          less !== undefined && reaches(reach, less.without.teamId)
            ? { releaseId: less.without.releaseId, name: less.without.name, chance: less.chance }
            : null,
        basis: {
          handovers: known.reduce((sum, { handovers }) => sum + handovers, 0),
          borrowed: thinnest(known.map(({ borrowed }) => borrowed)),
          bars: odds.bars.map((share) => Math.round(share * 1000) / 1000),
          barsOnTime: odds.barsOnTime,
          verdict,
        },
      },
    ];
  });
}

type StoredBar = (typeof forecastRuns.$inferSelect)["bars"][number];

function revived({ start, end, share, onTime }: StoredBar): AboardOdds["bars"][number] {
  return { start: new Date(start), end: new Date(end), share, onTime };
}

/** It stands on the thinnest of their histories. */
const thinnest = (all: readonly Borrowed[]): Borrowed => borrowers.findLast((each) => all.includes(each)) ?? "nobody";
