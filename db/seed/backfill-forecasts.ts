import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { forecastCalibrations, forecastRuns, promises, releases, services } from "@/db/schema";
import { measureCalibration } from "@/lib/domain/forecast/calibration";
import { calibratedChanceBy, chanceBy } from "@/lib/domain/forecast/chance-by";
import { forecast } from "@/lib/domain/forecast/forecast";
import { knownBy } from "@/lib/domain/forecast/history";
import type { Phase } from "@/lib/domain/forecast/phase";
import type { Place } from "@/lib/domain/forecast/places";
import { calibrate } from "@/lib/forecasts/commands/calibrate";
import { runOf } from "@/lib/forecasts/commands/compute-forecasts";
import { loadArrivals } from "@/lib/forecasts/queries/arrivals";
import { loadHandoverHistory } from "@/lib/forecasts/queries/handover-history";
import { mostRanks } from "@/lib/forecasts/queries/ranks";
import { loadSettled } from "@/lib/forecasts/queries/settled";
import { cadencesOf, type Story } from "./history-story";
import type { ExampleIds } from "./insert-plan";
import type { ExampleOccurrence } from "./insert-windows";
import type { Chance } from "./random";

const hour = 3_600_000;
const day = 24 * hour;
/** The weeks before are what the first forecasts learn from. */
const forecastDays = 80;
const draws = 1_500;
const nights = 14;
const mostPlaces = 40;

type Past = {
  db: Database;
  now: Date;
  ids: ExampleIds;
  stories: readonly Story[];
  occurrences: readonly ExampleOccurrence[];
  chance: Chance;
};

/**
 * What would have been forecast for the releases of the past, made by the same core with what was known at each moment; then settled
 * and measured night by night as the worker would have. Some of them had been promised.
 */
export async function backfillForecasts({ db, now, ids, stories, occurrences, chance }: Past): Promise<void> {
  const { history, rhythm } = await loadHandoverHistory(db, now);
  const known = await db
    .select({
      id: releases.id,
      version: releases.version,
      service: services.name,
      serviceId: services.id,
      teamId: services.teamId,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .orderBy(asc(releases.id));
  const byName = new Map(known.map((release) => [`${release.service} ${release.version}`, release]));
  const arrivals = await loadArrivals(db, ids.environment("Production"));
  const runs: (typeof forecastRuns.$inferInsert)[] = [];
  const given: (typeof promises.$inferInsert)[] = [];
  const outcomes: Outcome[] = [];
  const moments = stories
    .filter(({ occurrence }) => occurrence !== null)
    .flatMap((story) => momentsOf(story).map((moment) => ({ story, ...moment })))
    .filter(({ story: { rounds } }) => (rounds[0]?.handedOverAt.getTime() ?? 0) >= now.getTime() - forecastDays * day)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { story, at, phase, round, since } of moments) {
    const release = byName.get(`${story.service.name} ${story.version}`);
    if (release === undefined) continue;
    const places = placesOf(story, occurrences, at, chance);
    const ranks = ranksKnownBy(outcomes, at);
    const [result] = forecast(
      {
        now: at,
        rhythm,
        draws,
        history: knownBy(history, at),
        releases: [
          {
            releaseId: release.id,
            serviceId: release.serviceId,
            teamId: release.teamId,
            phase,
            round,
            since,
            needsApproval: true,
          },
        ],
        load: new Map(),
        timetable: new Map([[release.id, places]]),
        ranks,
      },
      20_261_121 + runs.length,
    );
    const wished = places[Math.floor(chance.between(0, Math.min(4, places.length)))];
    if (result === undefined || wished === undefined) continue;
    runs.push({
      ...runOf(result, undefined, at),
      bookedAt: wished.at,
      phase,
      current: false,
      bookedFor: wished.readyBy,
      chance: calibratedChanceBy(result.twentieths, wished.readyBy, ranks),
    });
    const arrivedAt = arrivals.get(release.id);
    if (arrivedAt && arrivedAt >= at) outcomes.push({ arrivedAt, rank: chanceBy(result.twentieths, arrivedAt) });
    if (phase === "waiting" && chance.happens(0.3)) {
      const promisedFor = new Date(result.p85.getTime() + chance.between(0, 12) * hour);
      if (promisedFor > now) continue;
      const by = { givenBy: ids.person("manager"), givenAt: at, createdAt: at };
      given.push({ ...by, releaseId: release.id, promisedFor, toWhom: "the campaign team", chanceThen: 0.85 });
    }
  }
  if (runs.length > 0) await db.insert(forecastRuns).values(runs);
  if (given.length > 0) await db.insert(promises).values(given);
  await measureNights(db, now);
}

/** When a release arrived that had been forecast, and the place that this had in the forecast. */
type Outcome = { arrivedAt: Date; rank: number };

/** The outcomes that the forecasts of that moment could learn from, the newest first. */
function ranksKnownBy(outcomes: readonly Outcome[], at: Date): number[] {
  return outcomes
    .filter(({ arrivedAt }) => arrivedAt <= at)
    .sort((a, b) => b.arrivedAt.getTime() - a.arrivedAt.getTime())
    .slice(0, mostRanks)
    .map(({ rank }) => rank);
}

/** When each release was handed over, and when its last build was in test. */
function momentsOf({
  rounds,
}: Story): { at: Date; phase: Phase & ("waiting" | "testing"); round: number; since: Date }[] {
  const first = rounds[0];
  const last = rounds.at(-1);
  if (first === undefined || last === undefined) return [];
  const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);
  return [
    { at: after(first.handedOverAt, 5), phase: "waiting", round: 1, since: first.handedOverAt },
    { at: after(last.claimedAt, 10), phase: "testing", round: rounds.length, since: last.claimedAt },
  ];
}

/** The openings in which services of its cadence leave, each at one of the times in it that are usually free. */
function placesOf({ service }: Story, occurrences: readonly ExampleOccurrence[], from: Date, chance: Chance): Place[] {
  return occurrences
    .filter(({ window, during }) => cadencesOf[window]?.includes(service.cadence) && during.end > from)
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime())
    .slice(0, mostPlaces)
    .map(({ id, window, during }) => {
      const hours = window === "Core" ? 2 : 1;
      const at = new Date(during.start.getTime() + Math.floor(chance.between(0, 3)) * hours * hour);
      return { key: id, label: window, at, readyBy: during.end, isBooked: false };
    });
}

async function measureNights(db: Database, now: Date): Promise<void> {
  await db.transaction((tx) => calibrate(tx, now));
  const settled = await loadSettled(db, new Date(now.getTime() - 180 * day));
  const measured = Array.from({ length: nights }, (_, n) => new Date(now.getTime() - (n + 1) * day)).flatMap((night) =>
    measureCalibration(settled.filter(({ actualAt }) => actualAt <= night)).map((each) => ({
      ...each,
      measuredAt: night,
    })),
  );
  if (measured.length > 0) await db.insert(forecastCalibrations).values(measured);
}
