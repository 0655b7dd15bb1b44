import { and, desc, eq, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { forecastCalibrations, forecastRuns, people, promises, releases, services, teams } from "@/db/schema";
import { type CalibrationVerdict, verdictOn } from "@/lib/domain/forecast/calibration";
import { calibratedChanceBy } from "@/lib/domain/forecast/chance-by";
import type { Reach } from "@/lib/domain/permission";
import type {
  CalibrationReport,
  ForecastOfRelease,
  FullForecast,
  OddsBasis,
  ShortForecast,
} from "@/lib/forecasts/input";
import { conditionUntil } from "@/lib/handoffs/queries/waivers";
import { loadLastStop } from "./on-their-way";
import { loadRanks } from "./ranks";

const inReach = (scope: Reach) =>
  scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(services.teamId, [...scope]);

const basisColumns = {
  bars: forecastRuns.bars,
  handovers: forecastRuns.ownHandovers,
  borrowed: forecastRuns.borrowed,
};

type Stored = Pick<typeof forecastRuns.$inferSelect, "bars" | "borrowed"> & { handovers: number };

/** The bars without their times, to a thousandth: what a picture of a few pixels shows. */
function basisOf({ bars, handovers, borrowed }: Stored, verdict: CalibrationVerdict): OddsBasis {
  return {
    handovers,
    borrowed,
    bars: bars.map(({ share }) => Math.round(share * 1000) / 1000),
    barsOnTime: bars.filter(({ onTime }) => onTime).length,
    verdict,
  };
}

/** The newest forecast of every release on its way within reach, in short. Two statements. */
export async function listForecasts(reader: Reader, scope: Reach): Promise<ShortForecast[]> {
  const rows = await reader
    .select({
      releaseId: forecastRuns.releaseId,
      slotId: forecastRuns.slotId,
      departureId: forecastRuns.departureId,
      chance: forecastRuns.chance,
      p50: forecastRuns.p50,
      p85: forecastRuns.p85,
      ...basisColumns,
    })
    .from(forecastRuns)
    .innerJoin(releases, eq(releases.id, forecastRuns.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(eq(forecastRuns.current, true), inReach(scope)));
  const verdict = await loadVerdict(reader);
  return rows.map(({ bars, handovers, borrowed, ...row }) => ({
    ...row,
    ...basisOf({ bars, handovers, borrowed }, verdict),
  }));
}

export type PlaceOdds = { chance: number; basis: OddsBasis };

/** The odds that each of these slots is made by what is aboard: those of its least likely release. Two statements. */
export async function loadChances(reader: Reader, slotIds: readonly string[]): Promise<Map<string, PlaceOdds>> {
  if (slotIds.length === 0) return new Map();
  const { slotId, current, chance } = forecastRuns;
  const rows = await reader
    .selectDistinctOn([slotId], { slotId, chance, ...basisColumns })
    .from(forecastRuns)
    .where(and(eq(current, true), inArray(slotId, [...slotIds]), isNotNull(chance)))
    .orderBy(slotId, chance);
  const verdict = await loadVerdict(reader);
  return new Map(
    rows.flatMap(({ slotId: id, chance, ...stored }) =>
      id === null || chance === null ? [] : [[id, { chance, basis: basisOf(stored, verdict) }] as const],
    ),
  );
}

export type ReleaseInReach = { id: string; serviceId: string; teamId: string; teamName: string; name: string };

/** The release, or undefined outside the reader's reach. One statement. */
export async function findRelease(
  reader: Reader,
  releaseId: string,
  scope: Reach,
): Promise<ReleaseInReach | undefined> {
  const [found] = await reader
    .select({
      id: releases.id,
      serviceId: releases.serviceId,
      teamId: services.teamId,
      teamName: teams.name,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .where(and(eq(releases.id, releaseId), inReach(scope)));
  return found;
}

/** The forecast and the promise of one release, whole. Six statements. */
export async function loadForecastOf(
  reader: Reader,
  release: ReleaseInReach,
): Promise<Pick<ForecastOfRelease, "forecast" | "promise">> {
  const [found] = await reader
    .select({ run: forecastRuns, conditionUntil })
    .from(forecastRuns)
    .innerJoin(releases, eq(releases.id, forecastRuns.releaseId))
    .where(and(eq(forecastRuns.releaseId, release.id), eq(forecastRuns.current, true)));
  const [given] = await reader
    .select({
      id: promises.id,
      promisedFor: promises.promisedFor,
      toWhom: promises.toWhom,
      givenBy: people.name,
      givenAt: promises.givenAt,
      warnedAt: promises.warnedAt,
    })
    .from(promises)
    .innerJoin(people, eq(people.id, promises.givenBy))
    .where(and(eq(promises.releaseId, release.id), isNull(promises.endedAt)));
  const chance =
    found && given
      ? calibratedChanceBy(datesOf(found.run.twentieths), given.promisedFor, await loadRanks(reader))
      : null;
  return {
    forecast: found ? await whole(reader, found, release) : null,
    promise: given ? { ...given, chance } : null,
  };
}

export const datesOf = (texts: readonly string[]) => texts.map((text) => new Date(text));

async function whole(
  reader: Reader,
  { run, conditionUntil: until }: { run: typeof forecastRuns.$inferSelect; conditionUntil: Date | null },
  release: ReleaseInReach,
): Promise<FullForecast> {
  const stop = await loadLastStop(reader);
  const { at, phase, p50, p85, p95, bars, lands, waitsFor, waitsForShare, departureId, bookedAt, chance, draws } = run;
  return {
    at,
    zone: stop?.zone ?? "UTC",
    teamName: release.teamName,
    phase,
    p50,
    p85,
    p95,
    bars: bars.map((bar) => ({ ...bar, start: new Date(bar.start), end: new Date(bar.end) })),
    lands: lands.map((land) => ({ ...land, at: new Date(land.at) })),
    waitsFor: waitsFor === null ? null : { phase: waitsFor, share: waitsForShare ?? 0 },
    booked:
      chance === null || bookedAt === null
        ? null
        : { by: departureId === null ? "slot" : "departure", start: bookedAt, chance },
    basedOn: { own: run.ownHandovers, team: run.teamHandovers, all: run.allHandovers, borrowed: run.borrowed },
    draws,
    verdict: await loadVerdict(reader),
    conditionUntil: until !== null && until <= (bookedAt ?? p95) ? until : null,
  };
}

/** Whether forecasts held as often as they said, by the newest measurement. One statement. */
export async function loadVerdict(reader: Reader): Promise<CalibrationVerdict> {
  const [newest] = await reader
    .select({
      releases: forecastCalibrations.releases,
      p85Held: forecastCalibrations.p85Held,
      chances: forecastCalibrations.chances,
      bins: forecastCalibrations.bins,
    })
    .from(forecastCalibrations)
    .where(isNull(forecastCalibrations.horizon))
    .orderBy(desc(forecastCalibrations.measuredAt))
    .limit(1);
  return newest ? verdictOn(newest) : "unknown";
}

const mostNights = 90;

/** What the nights have measured: the newest in full, P85 of those before, and how promises went. Four statements. */
export async function loadCalibration(reader: Reader, now: Date): Promise<CalibrationReport> {
  const nights = await reader
    .select()
    .from(forecastCalibrations)
    .where(isNull(forecastCalibrations.horizon))
    .orderBy(desc(forecastCalibrations.measuredAt))
    .limit(mostNights);
  const newest = nights[0];
  const measured = newest
    ? await reader.select().from(forecastCalibrations).where(eq(forecastCalibrations.measuredAt, newest.measuredAt))
    : [];
  const stop = await loadLastStop(reader);
  return {
    verdict: newest ? verdictOn(newest) : "unknown",
    measuredAt: newest?.measuredAt ?? null,
    zone: stop?.zone ?? "UTC",
    measured: measured.map(({ id: _, measuredAt: __, ...each }) => each),
    nights: nights.map(({ measuredAt, p85Held, cases }) => ({ measuredAt, p85Held, cases })).reverse(),
    promises: await countPromises(reader, now),
  };
}

/** Promises whose date has come, and how many of them were kept. One statement. */
export async function countPromises(reader: Reader, now: Date): Promise<{ kept: number; over: number }> {
  const [counts] = await reader
    .select({
      over: sql<number>`count(*)`.mapWith(Number),
      kept: sql<number>`count(*) filter (where exists (
        select 1 from deployments d join environments e on e.id = d.environment_id
        where d.release_id = promises.release_id and d.status in ('succeeded', 'rolled_back')
          and d.finished_at <= promises.promised_for
          and e.position = (select max(position) from environments)))`.mapWith(Number),
    })
    .from(promises)
    .where(and(lte(promises.promisedFor, now), isNull(promises.endedBy)));
  return counts ?? { over: 0, kept: 0 };
}
