import { caughtOnLine, type Landing, type Line } from "./places";
import { poolSize } from "./pools";
import type { Random } from "./random";

export const tickMinutes = 15;

/** Numbers of `phases`, in the order of the way out. */
export const making = 0;
export const waiting = 1;
export const testing = 2;
export const rework = 3;
export const approving = 4;

/** Everything that a draw looks at, in arrays: two million draws make no objects. */
export type Way = {
  /** Per phase, ascending minutes of rhythm; empty where the phase takes no time. */
  pools: readonly Float32Array[];
  /** For rounds 1, 2, 3 and later. */
  bounce: ArrayLike<number>;
  phase: number;
  round: number;
  /** Minutes of rhythm that the phase has taken so far. */
  soFar: number;
  /** What waiting takes, relative to what it took: more builds for each tester, longer. */
  load: number;
  needsApproval: boolean;
  /** From steps of rhythm to ticks of the clock. */
  clock: Int32Array;
  landing: Landing;
};

/** Counts of all draws. */
export type Tally = {
  /** By step of rhythm at which it was ready; without those that missed the QA exit of their departure. */
  bySteps: Int32Array;
  /** By tick at which it left. */
  left: Int32Array;
  /** By place from which it left; the last cell: from none. */
  byPlace: Int32Array;
  /** By phase, over draws that did not make the booked place: which took longest. */
  blamed: Int32Array;
};

/** Nobody sends a build back for ever. */
const mostRounds = 8;

/**
 * One release, so many times: what is left of its phase given how long it took already, then round after round, signatures, and the
 * place that this catches. Aboard a train QA exit waits for QA alone; signatures have until the end. Adds to the tally.
 */
export function drawWays(way: Way, draws: number, random: Random, booked: number, tally: Tally): void {
  const { pools, bounce, phase, round, soFar, load, needsApproval, clock, landing } = way;
  const last = clock.length - 1;
  const makings = pools[making] as Float32Array;
  const waits = pools[waiting] as Float32Array;
  const tests = pools[testing] as Float32Array;
  const reworks = pools[rework] as Float32Array;
  const approvals = pools[approving] as Float32Array;
  const current = pools[phase] as Float32Array;
  const effective = phase === waiting ? soFar / load : soFar;
  const first = firstAbove(current, effective);
  const { bySteps, left, byPlace, blamed } = tally;
  const onTimeUntil = lastOnTime(clock, landing, booked);
  const acceptedWithin = minutesToQaExit(clock, landing.line);
  const nowhere = byPlace.length - 1;
  for (let draw = 0; draw < draws; draw++) {
    let made = 0;
    let waited = 0;
    let tested = 0;
    let reworked = 0;
    let approved = 0;
    let rest: number;
    if (first < current.length) {
      rest = (current[first + Math.floor(random() * (current.length - first))] as number) - effective;
    } else {
      // Longer than anything seen: what has lasted so long lasts as long again, give or take (Lindy).
      const u = random();
      rest = current.length === 0 ? 0 : effective * (u / (1 - 0.9 * u));
    }
    let at = phase;
    let turn = round;
    if (at === making) {
      made = makings.length === 0 ? 0 : rest;
      at = waiting;
      rest = -1;
    }
    while (at !== approving) {
      if (at === rework) {
        reworked += rest >= 0 ? rest : pick(reworks, random);
        rest = -1;
        turn++;
        at = waiting;
      }
      if (at === waiting) {
        waited += load * (rest >= 0 ? rest : pick(waits, random));
        rest = -1;
        at = testing;
      }
      tested += rest >= 0 ? rest : pick(tests, random);
      rest = -1;
      const chance = bounce[turn > 3 ? 2 : turn - 1] as number;
      at = turn < mostRounds && random() < chance ? rework : approving;
    }
    if (needsApproval) approved = rest >= 0 && phase === approving ? rest : pick(approvals, random);
    const accepted = made + waited + tested + reworked;
    const step = stepOf(accepted + approved, last);
    if (accepted <= acceptedWithin) {
      bySteps[step] = (bySteps[step] as number) + 1;
      if (step <= onTimeUntil) continue;
    } else {
      const ready = clock[step] as number;
      const line = landing.line as Line;
      const caught = caughtOnLine(line, clock[stepOf(accepted, last)] as number, ready);
      const leaves = caught < 0 ? last : Math.min(last, Math.max(ready, line.at[caught] as number));
      left[leaves] = (left[leaves] as number) + 1;
      const cell = caught < 0 ? nowhere : caught;
      byPlace[cell] = (byPlace[cell] as number) + 1;
      // It had missed QA exit before anybody could sign.
      approved = 0;
    }
    let most = making;
    let longest = made;
    if (waited > longest) {
      most = waiting;
      longest = waited;
    }
    if (tested > longest) {
      most = testing;
      longest = tested;
    }
    if (reworked > longest) {
      most = rework;
      longest = reworked;
    }
    if (approved > longest) {
      most = approving;
      longest = approved;
    }
    if (booked < 0) {
      const ready = clock[step] as number;
      if (((landing.leaves[ready] as number) - ready) * tickMinutes > longest) most = approving + 1;
    }
    blamed[most] = (blamed[most] as number) + 1;
  }
  // Where else a draw lands follows from the step at which it is ready alone: looked up once for each step and not for each draw.
  for (let step = 0; step <= last; step++) {
    const count = bySteps[step] as number;
    if (count === 0) continue;
    const ready = clock[step] as number;
    const leaves = landing.leaves[ready] as number;
    const place = landing.place[ready] as number;
    left[leaves] = (left[leaves] as number) + count;
    const cell = place < 0 ? nowhere : place;
    byPlace[cell] = (byPlace[cell] as number) + count;
  }
}

/** The last step of rhythm at which whoever is ready still makes the booked place; -1 where there is none. */
function lastOnTime(clock: Int32Array, { place }: Landing, booked: number): number {
  if (booked < 0) return -1;
  let step = clock.length - 1;
  while (step >= 0 && place[clock[step] as number] !== booked) step--;
  return step;
}

/** The minutes of rhythm until QA exit of the departure that it is aboard: who takes longer is moved on. No train, no such deadline. */
function minutesToQaExit(clock: Int32Array, line: Line | null): number {
  if (line === null) return Number.POSITIVE_INFINITY;
  const qaExit = line.acceptedBy[line.first] as number;
  let step = clock.length - 1;
  while (step > 0 && (clock[step] as number) > qaExit) step--;
  return step * tickMinutes;
}

function stepOf(minutes: number, last: number): number {
  const exact = minutes / tickMinutes;
  return exact >= last ? last : Math.ceil(exact);
}

function pick(pool: Float32Array, random: Random): number {
  return pool.length === 0 ? 0 : (pool[(random() * poolSize) | 0] as number);
}

/** The first draw of an ascending pool above a value. */
function firstAbove(pool: Float32Array, value: number): number {
  if (value <= 0) return 0;
  let low = 0;
  let high = pool.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pool[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
