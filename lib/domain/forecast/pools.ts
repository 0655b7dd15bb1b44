import type { Borrowed } from "./borrowed";
import type { HandoverHistory } from "./history";

/** Draws of a pool are picked by a 10-bit number. */
export const poolSize = 1024;
/** A level of the hierarchy with so many cases speaks as loudly as everything above it. */
const belief = 12;
/** Older cases count less: half after so many days. */
const halfLifeDays = 120;
const dayMs = 86_400_000;

/** Cases of one kind, most telling first: the service's own, its team's, everybody's. */
export type Case = { serviceId: string; teamId: string; minutes: number; at: Date };

type Place = { serviceId: string; teamId: string };

/** Cases in ascending order of their minutes, each with what it counts by its age: sorted once, read for every service. */
export type SortedCases = { cases: Case[]; weights: Float64Array };

export function sortCases(cases: readonly Case[], now: Date): SortedCases {
  const sorted = [...cases].sort((a, b) => a.minutes - b.minutes);
  const weightOf = ({ at }: Case) => 0.5 ** ((now.getTime() - at.getTime()) / dayMs / halfLifeDays);
  return { cases: sorted, weights: Float64Array.from(sorted, weightOf) };
}

/**
 * A thousand ascending draws for one service, in minutes of rhythm: its own cases as far as there are enough, else its team's, else
 * everybody's. Shares by shrinkage: n cases of one's own weigh n / (n + 12), the rest is borrowed. Recent ones count more. Empty
 * when nobody has any.
 */
export function poolFor({ cases, weights }: SortedCases, { serviceId, teamId }: Place): Float32Array {
  if (cases.length === 0) return new Float32Array(0);
  const sums = { own: 0, team: 0, all: 0 };
  const counts = { own: 0, team: 0 };
  cases.forEach((each, n) => {
    const weight = weights[n] ?? 0;
    sums.all += weight;
    if (each.teamId === teamId) {
      sums.team += weight;
      counts.team++;
    }
    if (each.serviceId === serviceId) {
      sums.own += weight;
      counts.own++;
    }
  });
  const ownShare = counts.own / (counts.own + belief);
  const teamShare = (1 - ownShare) * (counts.team / (counts.team + belief));
  const perOwn = sums.own > 0 ? ownShare / sums.own : 0;
  const perTeam = sums.team > 0 ? teamShare / sums.team : 0;
  const perAny = (1 - ownShare - teamShare) / sums.all;
  const pool = new Float32Array(poolSize);
  let sum = 0;
  let next = 0;
  cases.forEach((each, n) => {
    const share = perAny + (each.teamId === teamId ? perTeam : 0) + (each.serviceId === serviceId ? perOwn : 0);
    sum += (weights[n] ?? 0) * share;
    while (next < poolSize && sum >= (next + 0.5) / poolSize) pool[next++] = each.minutes;
  });
  return pool.fill(cases.at(-1)?.minutes ?? 0, next);
}

/** The chance that QA sends the build of a round back, for rounds 1, 2, and 3 and later; shrunk like a pool, never quite 0 or 1. */
export function bounceChances(history: HandoverHistory, { serviceId, teamId }: Place): [number, number, number] {
  const judged = history.rounds.filter(({ bounced }) => bounced !== null);
  const chance = (list: typeof judged, prior: number) =>
    (list.filter(({ bounced }) => bounced).length + belief * prior) / (list.length + belief);
  const overall = (judged.filter(({ bounced }) => bounced).length + 1) / (judged.length + 4);
  const of = (round: number): number => {
    const same = judged.filter((each) => Math.min(3, each.round) === round);
    const everybody = chance(same, overall);
    const ofTeam = chance(
      same.filter((each) => each.teamId === teamId),
      everybody,
    );
    return chance(
      same.filter((each) => each.serviceId === serviceId),
      ofTeam,
    );
  };
  return [of(1), of(2), of(3)];
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
