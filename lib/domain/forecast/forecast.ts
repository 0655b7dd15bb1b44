import type { BookedBy } from "./booked-by";
import { drawWays, type Tally, tickMinutes, type Way } from "./draw";
import type { HandoverHistory } from "./history";
import { type Phase, phases } from "./phase";
import { landingOf, type Place } from "./places";
import { type BasedOn, bounceChances, type Case, countHandovers, poolFor, sortCases } from "./pools";
import { seededFill } from "./random";
import { calibratedShare, recalibrated } from "./recalibration";
import { type Rhythm, rhythmBetween, ticksOfRhythm } from "./rhythm";

export const drawsOfForecast = 10_000;
/** As far as a forecast looks; what has not left by then is "later". */
export const horizonDays = 120;
const ticks = (horizonDays * 1440) / tickMinutes;
const tickMs = tickMinutes * 60_000;
const mostBars = 12;

/** A release on its way out, as it stands now. */
export type ReleaseOnItsWay = {
  releaseId: string;
  serviceId: string;
  teamId: string;
  phase: Exclude<Phase, "timetable">;
  /** Its turn with QA, 1 the first; while it is with developers, the one that sent it back. */
  round: number;
  /** Since when it is in its phase. */
  since: Date;
  needsApproval: boolean;
};

/** How long waiting takes, relative to the past, for a release: 1 as ever. */
export type QueueLoad = ReadonlyMap<string, number>;

/** Where each release can leave, its booked place among them, in order of time; a release without an entry leaves when it is ready. */
export type Timetable = ReadonlyMap<string, readonly Place[]>;

export type ForecastQuestion = {
  now: Date;
  rhythm: Rhythm;
  history: HandoverHistory;
  releases: readonly ReleaseOnItsWay[];
  load: QueueLoad;
  timetable: Timetable;
  /** Ranks of what happened in earlier forecasts: the odds are read where they would have held. */
  ranks?: readonly number[];
  draws?: number;
};

/** A stretch of time and the share of the draws that leave in it. */
export type Bar = { start: Date; end: Date; share: number; onTime: boolean };

export type ReleaseForecast = {
  releaseId: string;
  p50: Date;
  p85: Date;
  p95: Date;
  /** The booked place, by when it must be ready there, and the chance to make it; null when nothing is booked. */
  booked: { by: BookedBy; key: string; label: string; at: Date; readyBy: Date; chance: number } | null;
  /** Where it leaves otherwise, most likely first. */
  lands: { key: string; label: string; at: Date; share: number }[];
  /** What takes longest in the draws that are late, or in all when nothing is booked; null when nothing keeps it. */
  waitsFor: { phase: Phase; share: number } | null;
  bars: Bar[];
  /** Every twentieth of the draws, from 5 to 95 %, as drawn: what a later outcome is ranked in. */
  twentieths: Date[];
  /** The share that had not left within the horizon. */
  beyond: number;
  basedOn: BasedOn;
  draws: number;
};

/**
 * The distribution of each release's release time, from what its hand-overs took so far and where the timetable lets it leave. The same
 * question and seed give the same answer. Assumes that releases do not wait for each other beyond the load given; that a deployment
 * works; and that the timetable stays as it is.
 */
export function forecast(question: ForecastQuestion, seed: number): ReleaseForecast[] {
  const { now, rhythm, history, releases, load, timetable, ranks = [], draws = drawsOfForecast } = question;
  const clock = ticksOfRhythm(rhythm, now, ticks, tickMinutes);
  const waysOf = wayMaker(history, now);
  const basedOn = countHandovers(history);
  const landings = new Map<readonly Place[], ReturnType<typeof landingOf>>();
  const bySteps = new Int32Array(ticks + 1);
  const left = new Int32Array(ticks + 1);
  return releases.map((release, index) => {
    const places = timetable.get(release.releaseId) ?? noPlaces;
    const landing = landings.get(places) ?? landingOf(places, now, ticks, tickMinutes);
    landings.set(places, landing);
    const booked = places.findIndex(({ isBooked }) => isBooked);
    const tally: Tally = {
      bySteps: bySteps.fill(0),
      left: left.fill(0),
      byPlace: new Int32Array(places.length + 1),
      blamed: new Int32Array(phases.length),
    };
    const way: Way = {
      ...waysOf(release),
      phase: phases.indexOf(release.phase),
      round: Math.max(1, release.round),
      soFar: rhythmBetween(rhythm, release.since, now),
      load: load.get(release.releaseId) ?? 1,
      needsApproval: release.needsApproval,
      clock,
      landing,
    };
    drawWays(way, draws, seededFill(seed + index * 7919), booked, tally);
    return {
      releaseId: release.releaseId,
      ...summed(tally, places, booked, { now, ranks, draws }),
      basedOn: basedOn(release),
    };
  });
}

const noPlaces: readonly Place[] = [];

/** Pools are made once for each service. */
function wayMaker(history: HandoverHistory, now: Date) {
  const kept = new Map<string, Pick<Way, "pools" | "bounce">>();
  const cases = (which: "waiting" | "testing" | "rework"): Case[] => {
    const known: Case[] = [];
    for (const { serviceId, teamId, at, [which]: minutes } of history.rounds)
      if (minutes !== null) known.push({ serviceId, teamId, minutes, at });
    return known;
  };
  const sorted = [history.makings, cases("waiting"), cases("testing"), cases("rework"), history.approvals].map((list) =>
    sortCases(list, now),
  );
  const bounceOf = bounceChances(history);
  return (release: ReleaseOnItsWay) => {
    const known = kept.get(release.serviceId);
    if (known) return known;
    const pools = sorted.map((list) => poolFor(list, release));
    const made = { pools, bounce: Float64Array.from(bounceOf(release)) };
    kept.set(release.serviceId, made);
    return made;
  };
}

type Reading = { now: Date; ranks: readonly number[]; draws: number };

function summed(tally: Tally, places: readonly Place[], booked: number, { now, ranks, draws }: Reading) {
  const level = recalibrated(ranks);
  const leftBy = cumulated(tally.left);
  const at = (tick: number) => new Date(now.getTime() + tick * tickMs);
  const quantile = (share: number) => at(tickOfShare(leftBy, level(share) * draws));
  const place = places[booked];
  const lands = places
    .map(({ key, label, at: time }, index) => ({ key, label, at: time, share: (tally.byPlace[index] ?? 0) / draws }))
    .filter((each, index) => index !== booked && each.share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, 3);
  const chance = (tally.byPlace[booked] ?? 0) / draws;
  return {
    p50: quantile(0.5),
    p85: quantile(0.85),
    p95: quantile(0.95),
    booked: place ? { ...bookedPlace(place), chance: calibratedShare(ranks, chance) } : null,
    lands,
    waitsFor: blameOf(tally.blamed),
    bars: barsOf(leftBy, at, draws, place),
    twentieths: Array.from({ length: 19 }, (_, n) => at(tickOfShare(leftBy, ((n + 1) / 20) * draws))),
    beyond: countOf(leftBy, leftBy.length - 1, leftBy.length) / draws,
    draws,
  };
}

const bookedPlace = ({ key, label, at, readyBy, departure }: Place) =>
  ({ by: departure === undefined ? "slot" : "departure", key, label, at, readyBy }) as const;

/** How many draws have left by the end of each tick. */
function cumulated(left: Int32Array): Int32Array {
  const leftBy = new Int32Array(left.length);
  let sum = 0;
  for (let tick = 0; tick < left.length; tick++) {
    sum += left[tick] as number;
    leftBy[tick] = sum;
  }
  return leftBy;
}

/** The first tick by which so many draws have left, at least one; the last where they never do. */
function tickOfShare(leftBy: Int32Array, count: number): number {
  const wanted = Math.max(1, count);
  let low = 0;
  let high = leftBy.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leftBy[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many draws leave in the ticks of [from, to). */
function countOf(leftBy: Int32Array, from: number, to: number): number {
  return (leftBy[to - 1] ?? 0) - (leftBy[from - 1] ?? 0);
}

function blameOf(blamed: Int32Array): ReleaseForecast["waitsFor"] {
  const total = blamed.reduce((a, b) => a + b, 0);
  if (total === 0) return null;
  const most = blamed.reduce((best, count, index) => (count > (blamed[best] ?? 0) ? index : best), 0);
  return { phase: phases[most] ?? "timetable", share: (blamed[most] ?? 0) / total };
}

/** The distribution in a dozen bars of equal length, from the first draw to where hardly any is left; the last holds the rest. */
function barsOf(leftBy: Int32Array, at: (tick: number) => Date, draws: number, booked: Place | undefined): Bar[] {
  const first = tickOfShare(leftBy, 1);
  const end = tickOfShare(leftBy, 0.97 * draws) + 1;
  const perBar = Math.max(1, Math.ceil((end - first) / mostBars));
  const bars: Bar[] = [];
  for (let tick = first; tick < end; tick += perBar) {
    const isLast = tick + perBar >= end;
    const start = at(tick);
    bars.push({
      start,
      end: at(tick + perBar),
      share: countOf(leftBy, tick, isLast ? leftBy.length : tick + perBar) / draws,
      onTime: booked !== undefined && start < booked.readyBy,
    });
  }
  return bars;
}
