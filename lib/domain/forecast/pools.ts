import type { Borrowed } from "./borrowed";
import type { HandoverHistory } from "./history";

/** A draw of a pool is picked by so many bits of chance. */
export const poolBits = 10;
export const poolSize = 1 << poolBits;
/** A level of the hierarchy with so many cases speaks as loudly as everything above it. */
const belief = 12;
/** Older cases count less: half after so many days. */
const halfLifeDays = 120;
const dayMs = 86_400_000;

/** How long something took once. */
export type Case = { serviceId: string; teamId: string; minutes: number; at: Date };

type Place = { serviceId: string; teamId: string };

/**
 * Cases in ascending order of their minutes, each with what it counts by its age: sorted once, read for every service. Services and teams
 * are numbers here: each pool compares all cases with its own, and names would take most of the time.
 */
export type SortedCases = {
  minutes: Float64Array;
  weights: Float64Array;
  services: Int32Array;
  teams: Int32Array;
  serviceNumbers: ReadonlyMap<string, number>;
  teamNumbers: ReadonlyMap<string, number>;
};

export function sortCases(cases: readonly Case[], now: Date): SortedCases {
  const sorted = [...cases].sort((a, b) => a.minutes - b.minutes);
  const weightOf = ({ at }: Case) => 0.5 ** ((now.getTime() - at.getTime()) / dayMs / halfLifeDays);
  const serviceNumbers = numbersOf(sorted.map(({ serviceId }) => serviceId));
  const teamNumbers = numbersOf(sorted.map(({ teamId }) => teamId));
  return {
    minutes: Float64Array.from(sorted, ({ minutes }) => minutes),
    weights: Float64Array.from(sorted, weightOf),
    services: Int32Array.from(sorted, ({ serviceId }) => serviceNumbers.get(serviceId) ?? nobody),
    teams: Int32Array.from(sorted, ({ teamId }) => teamNumbers.get(teamId) ?? nobody),
    serviceNumbers,
    teamNumbers,
  };
}

/** A service or team without a case. */
const nobody = -1;

function numbersOf(names: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}

/**
 * A thousand ascending draws for one service, in minutes of rhythm: its own cases as far as there are enough, else its team's, else
 * everybody's. Shares by shrinkage: n cases of one's own weigh n / (n + 12), the rest is borrowed. Recent ones count more. Empty
 * when nobody has any.
 */
export function poolFor(sorted: SortedCases, { serviceId, teamId }: Place): Float32Array {
  const { minutes, weights, services, teams } = sorted;
  const length = minutes.length;
  if (length === 0) return new Float32Array(0);
  const service = sorted.serviceNumbers.get(serviceId) ?? nobody;
  const team = sorted.teamNumbers.get(teamId) ?? nobody;
  const sums = { own: 0, team: 0, all: 0 };
  const counts = { own: 0, team: 0 };
  for (let n = 0; n < length; n++) {
    const weight = weights[n] as number;
    sums.all += weight;
    if (teams[n] === team) {
      sums.team += weight;
      counts.team++;
    }
    if (services[n] === service) {
      sums.own += weight;
      counts.own++;
    }
  }
  const ownShare = counts.own / (counts.own + belief);
  const teamShare = (1 - ownShare) * (counts.team / (counts.team + belief));
  const perOwn = sums.own > 0 ? ownShare / sums.own : 0;
  const perTeam = sums.team > 0 ? teamShare / sums.team : 0;
  const perAny = (1 - ownShare - teamShare) / sums.all;
  const pool = new Float32Array(poolSize);
  let sum = 0;
  let next = 0;
  for (let n = 0; n < length; n++) {
    const share = perAny + (teams[n] === team ? perTeam : 0) + (services[n] === service ? perOwn : 0);
    sum += (weights[n] as number) * share;
    while (next < poolSize && sum >= (next + 0.5) / poolSize) pool[next++] = minutes[n] as number;
  }
  return pool.fill(minutes[length - 1] as number, next);
}

/** How many builds of a round were judged, and how many of them sent back. */
type Judged = { judged: number; bounced: number };
const none: Judged = { judged: 0, bounced: 0 };

/**
 * The chance that QA sends the build of a round back, for rounds 1, 2, and 3 and later, of each service; shrunk like a pool, never quite
 * 0 or 1. Counts the history once.
 */
export function bounceChances(history: HandoverHistory): (place: Place) => [number, number, number] {
  const counts = new Map<string, Judged>();
  const count = (key: string, isBounced: boolean) => {
    const { judged, bounced } = counts.get(key) ?? none;
    counts.set(key, { judged: judged + 1, bounced: bounced + (isBounced ? 1 : 0) });
  };
  for (const { serviceId, teamId, round, bounced } of history.rounds) {
    if (bounced === null) continue;
    const turn = Math.min(3, round);
    for (const key of ["all", `all ${turn}`, `team ${teamId} ${turn}`, `service ${serviceId} ${turn}`])
      count(key, bounced);
  }
  const chance = ({ judged, bounced }: Judged, prior: number) => (bounced + belief * prior) / (judged + belief);
  const of = (key: string) => counts.get(key) ?? none;
  const all = of("all");
  const overall = (all.bounced + 1) / (all.judged + 4);
  return ({ serviceId, teamId }) => {
    const inRound = (turn: number) => {
      const everybody = chance(of(`all ${turn}`), overall);
      const ofTeam = chance(of(`team ${teamId} ${turn}`), everybody);
      return chance(of(`service ${serviceId} ${turn}`), ofTeam);
    };
    return [inRound(1), inRound(2), inRound(3)];
  };
}

export type BasedOn = { own: number; team: number; all: number; borrowed: Borrowed };

/** How many hand-overs a forecast of each service stands on, and from whom it borrows what its own do not say. */
export function countHandovers(history: HandoverHistory): (place: Place) => BasedOn {
  const counts = new Map<string, number>();
  for (const { serviceId, teamId } of history.rounds) {
    counts.set(serviceId, (counts.get(serviceId) ?? 0) + 1);
    counts.set(teamId, (counts.get(teamId) ?? 0) + 1);
  }
  return ({ serviceId, teamId }) => {
    const own = counts.get(serviceId) ?? 0;
    const team = counts.get(teamId) ?? 0;
    const borrowed = own >= belief ? "nobody" : team >= belief ? "team" : "all";
    return { own, team, all: history.rounds.length, borrowed };
  };
}
