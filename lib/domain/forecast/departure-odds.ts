import type { Bar } from "./forecast";

/** A release aboard, as far as it was forecast for the departure: its chance to leave with it, and when it leaves. */
export type AboardOdds = { chance: number; bars: readonly Bar[] };

export type DepartureOdds = { chance: number; bars: number[]; barsOnTime: number };

const mostBars = 12;
const leastStepMs = 15 * 60_000;

/**
 * The odds that a departure leaves on time with everybody aboard, and the distribution of when the last of them has left. Draws of one
 * release know nothing of another's, so a draw of all of them together has everybody on time in the product of their shares; it need not
 * be drawn. At most the chance of the least likely one. Undefined with nobody aboard.
 */
export function departureOdds(aboard: readonly AboardOdds[]): DepartureOdds | undefined {
  const [first, ...others] = aboard;
  if (first === undefined) return undefined;
  const chance = aboard.reduce((product, each) => product * each.chance, 1);
  if (others.length === 0) {
    const { bars } = first;
    return { chance, bars: bars.map(({ share }) => share), barsOnTime: bars.filter(({ onTime }) => onTime).length };
  }
  const starts = [...new Set(aboard.flatMap(({ bars }) => bars.map(({ start }) => start.getTime())))].sort(
    (a, b) => a - b,
  );
  // The last has left where all have: nothing of it lies before the latest first start.
  const from = Math.max(...aboard.map(({ bars }) => bars[0]?.start.getTime() ?? 0));
  const until = Math.max(...aboard.map(({ bars }) => bars.at(-1)?.end.getTime() ?? 0));
  const step = Math.max(leastStepMs, (until - from) / mostBars);
  const bars: number[] = Array.from({ length: Math.max(1, Math.ceil((until - from) / step)) }, () => 0);
  let before = 0;
  for (const start of starts) {
    const all = aboard.reduce((product, { bars }) => product * leftBy(bars, start), 1);
    const place = Math.min(bars.length - 1, Math.max(0, Math.floor((start - from) / step)));
    bars[place] = (bars[place] ?? 0) + all - before;
    before = all;
  }
  const onTimeUntil = Math.min(...aboard.map(({ bars }) => lastOnTime(bars)));
  return { chance, bars, barsOnTime: bars.filter((_, place) => from + place * step <= onTimeUntil).length };
}

/** Which of them holds the others back most, and the chance of these without it; undefined where less than two are aboard. */
export function oneLessAboard<Aboard extends Pick<AboardOdds, "chance">>(
  aboard: readonly Aboard[],
): { without: Aboard; chance: number } | undefined {
  const [without, ...others] = [...aboard].sort((a, b) => a.chance - b.chance);
  if (without === undefined || others.length === 0) return undefined;
  return { without, chance: others.reduce((product, { chance }) => product * chance, 1) };
}

/** The share that has left when the bar that begins at an instant is over: whoever catches a place leaves at its start. */
function leftBy(bars: readonly Bar[], at: number): number {
  const shares = bars.filter(({ start }) => start.getTime() <= at).map(({ share }) => share);
  return Math.min(
    1,
    shares.reduce((sum, share) => sum + share, 0),
  );
}

function lastOnTime(bars: readonly Bar[]): number {
  const last = bars.findLast(({ onTime }) => onTime);
  return last === undefined ? Number.NEGATIVE_INFINITY : last.start.getTime();
}
