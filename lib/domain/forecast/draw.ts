import { caughtOnLine, type Landing, type Line } from "./places";
import { poolBits, poolSize } from "./pools";
import { type FillRandom, wordSpan } from "./random";

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
/** So many draws walk side by side: phase after phase for all of them, so that no step depends on which way one draw took. */
const chunkSize = 256;

/** Draws side by side: what each phase takes in them, in minutes of rhythm, by number of the phase. */
type Chunk = {
  took: readonly Float64Array[];
  /** Numbers of all draws, and of those that QA still has to accept. */
  everyone: Int32Array;
  going: Int32Array;
  words: Uint32Array;
  fill: FillRandom;
};

/**
 * One release, so many times: what is left of its phase given how long it took already, then round after round, signatures, and the
 * place that this catches. Aboard a train QA exit waits for QA alone; signatures have until the end. Adds to the tally.
 */
export function drawWays(way: Way, draws: number, fill: FillRandom, booked: number, tally: Tally): void {
  const size = Math.min(chunkSize, draws);
  const chunk: Chunk = {
    took: [making, waiting, testing, rework, approving].map(() => new Float64Array(size)),
    everyone: Int32Array.from({ length: size }, (_, draw) => draw),
    going: new Int32Array(size),
    words: new Uint32Array(size),
    fill,
  };
  const late = lateTally(way, booked, tally);
  for (let done = 0; done < draws; done += size) {
    const count = Math.min(size, draws - done);
    drawPhases(way, chunk, count);
    late(chunk, count);
  }
  tallyLandings(way, tally);
}

/** What every phase takes, for so many draws. */
function drawPhases(way: Way, chunk: Chunk, count: number): void {
  const { bounce, phase, round, needsApproval } = way;
  const { took, everyone, going } = chunk;
  for (const each of took) each.fill(0);
  if (phase !== approving || needsApproval) addRest(way, chunk, count);
  if (phase === approving) return;
  const toCome = phase === testing ? [] : phase === waiting ? [testing] : [waiting, testing];
  if (needsApproval) toCome.push(approving);
  addPast(way, toCome, everyone, count, chunk);
  going.set(everyone);
  let turn = phase === rework ? round + 1 : round;
  let ongoing = count;
  while (turn < mostRounds) {
    ongoing = sentBack(bounce[turn > 3 ? 2 : turn - 1] as number, ongoing, chunk);
    if (ongoing === 0) break;
    turn++;
    addPast(way, roundAgain, going, ongoing, chunk);
  }
}

const roundAgain = [rework, waiting, testing];

/** What is left of the phase that it is in: times of the past that were longer than this one is already. */
function addRest({ pools, phase, soFar, load }: Way, { took, words, fill }: Chunk, count: number): void {
  const pool = pools[phase] as Float32Array;
  const into = took[phase] as Float64Array;
  if (pool.length === 0) return;
  fill(words, count);
  const factor = phase === waiting ? load : 1;
  const effective = soFar / factor;
  const first = firstAbove(pool, effective);
  const longer = pool.length - first;
  for (let draw = 0; draw < count; draw++) {
    const u = (words[draw] as number) / wordSpan;
    // Longer than anything seen: what has lasted so long lasts as long again, give or take (Lindy).
    const rest =
      longer > 0 ? (pool[first + Math.floor(u * longer)] as number) - effective : effective * (u / (1 - 0.9 * u));
    into[draw] = factor * rest;
  }
}

/**
 * Adds a time of the past to each of these phases, at most three, of each of these draws. Each phase picks by bits of its own: one word
 * of chance has enough for three of them.
 */
function addPast(
  { pools, load }: Way,
  which: readonly number[],
  whom: Int32Array,
  count: number,
  { took, words, fill }: Chunk,
): void {
  if (which.length === 0) return;
  fill(words, count);
  let shift = 0;
  for (const phase of which) {
    const pool = pools[phase] as Float32Array;
    if (pool.length > 0)
      addPicks(pool, phase === waiting ? load : 1, took[phase] as Float64Array, whom, count, words, shift);
    shift += poolBits;
  }
}

function addPicks(
  pool: Float32Array,
  factor: number,
  into: Float64Array,
  whom: Int32Array,
  count: number,
  words: Uint32Array,
  shift: number,
): void {
  for (let n = 0; n < count; n++) {
    const draw = whom[n] as number;
    const pick = ((words[n] as number) >>> shift) & (poolSize - 1);
    into[draw] = (into[draw] as number) + factor * (pool[pick] as number);
  }
}

/** Leaves those going whose build QA sends back; how many they are. */
function sentBack(chance: number, count: number, { going, words, fill }: Chunk): number {
  fill(words, count);
  const below = chance * wordSpan;
  let kept = 0;
  for (let n = 0; n < count; n++) {
    going[kept] = going[n] as number;
    if ((words[n] as number) < below) kept++;
  }
  return kept;
}

/** Counts a chunk by the step at which each draw is ready; what misses the booked place or its QA exit by what took longest, too. */
function lateTally({ clock, landing }: Way, booked: number, { bySteps, left, byPlace, blamed }: Tally) {
  const last = clock.length - 1;
  const onTimeUntil = lastOnTime(clock, landing, booked);
  const acceptedWithin = minutesToQaExit(clock, landing.line);
  const nowhere = byPlace.length - 1;
  return ({ took }: Chunk, count: number) => {
    const [made, waited, tested, reworked, approved] = took as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let draw = 0; draw < count; draw++) {
      const accepted =
        (made[draw] as number) + (waited[draw] as number) + (tested[draw] as number) + (reworked[draw] as number);
      const step = stepOf(accepted + (approved[draw] as number), last);
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
        approved[draw] = 0;
      }
      let most = making;
      let longest = made[draw] as number;
      for (let phase = waiting; phase <= approving; phase++) {
        const each = (took[phase] as Float64Array)[draw] as number;
        if (each > longest) {
          most = phase;
          longest = each;
        }
      }
      if (booked < 0) {
        const ready = clock[step] as number;
        if (((landing.leaves[ready] as number) - ready) * tickMinutes > longest) most = approving + 1;
      }
      blamed[most] = (blamed[most] as number) + 1;
    }
  };
}

/** Where draws land follows from the step at which they are ready alone: looked up once for each step and not for each draw. */
function tallyLandings({ clock, landing }: Way, { bySteps, left, byPlace }: Tally) {
  const nowhere = byPlace.length - 1;
  for (let step = 0; step < clock.length; step++) {
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
