import { calibratedShare } from "./recalibration";

/** The share of the draws that have left by an instant, read between the twentieths. */
export function chanceBy(twentieths: readonly Date[], at: Date): number {
  const time = at.getTime();
  const first = twentieths[0]?.getTime();
  if (first === undefined || time < first) return first === undefined ? Number.NaN : 0.025;
  let share = 0.05;
  for (let n = 1; n < twentieths.length; n++) {
    const from = twentieths[n - 1]?.getTime() ?? 0;
    const to = twentieths[n]?.getTime() ?? 0;
    if (time >= to) share = (n + 1) / 20;
    else return share + (0.05 * (time - from)) / Math.max(1, to - from);
  }
  return 0.975;
}

/** The same, as such chances have turned out: what a forecast says of a date, so that its P85 is what 85 % of all runs make. */
export function calibratedChanceBy(twentieths: readonly Date[], at: Date, ranks: readonly number[]): number {
  return calibratedShare(ranks, chanceBy(twentieths, at));
}
