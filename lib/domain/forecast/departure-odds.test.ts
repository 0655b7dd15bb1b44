import { describe, expect, it } from "vitest";
import { type AboardOdds, departureOdds, oneLessAboard } from "./departure-odds";

const hour = 3_600_000;
const start = Date.UTC(2026, 11, 1, 9);
/** A release that leaves with its departure at hour 0 in a share of the runs, and with the one a day later in the rest. */
const aboard = (chance: number, length = 2): AboardOdds => ({
  chance,
  bars: Array.from({ length: Math.ceil(26 / length) }, (_, n) => ({
    start: new Date(start + n * length * hour),
    end: new Date(start + (n + 1) * length * hour),
    share: n === 0 ? chance : n === Math.floor(24 / length) ? 1 - chance : 0,
    onTime: n === 0,
  })),
});
const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);

describe("the odds of a departure with everybody aboard", () => {
  it("are those of all of them together, which is less than the least likely one's", () => {
    expect(departureOdds([aboard(0.8), aboard(0.9), aboard(0.5)])?.chance).toBeCloseTo(0.36);
    expect(departureOdds([aboard(0.8), aboard(0)])?.chance).toBe(0);
  });

  it("are drawn as the time at which the last of them has left, whatever steps their own bars have", () => {
    const { bars, barsOnTime } = departureOdds([aboard(0.8), aboard(0.5, 3)]) ?? { bars: [], barsOnTime: 0 };
    expect(bars.length).toBeLessThanOrEqual(12);
    expect(sum(bars)).toBeCloseTo(1);
    expect(barsOnTime).toBe(1);
    expect(sum(bars.slice(0, barsOnTime))).toBeCloseTo(0.4);
  });

  it("begin where the latest of them begins: the last has not left before", () => {
    const later = aboard(1).bars.map((bar) => ({
      ...bar,
      start: new Date(bar.start.getTime() + 6 * hour),
      end: new Date(bar.end.getTime() + 6 * hour),
    }));
    expect(departureOdds([aboard(1), { chance: 1, bars: later }])?.bars[0]).toBeCloseTo(1);
  });

  it("without the least likely one are those of the others together; of one alone there is no less", () => {
    const [sure, shaky, likely] = [aboard(0.9), aboard(0.5), aboard(0.8)];
    const less = oneLessAboard([sure, shaky, likely]);
    expect(less?.without).toBe(shaky);
    expect(less?.chance).toBeCloseTo(0.72);
    expect(oneLessAboard([sure])).toBeUndefined();
  });

  it("of one release are its own, and of nobody none", () => {
    const one = aboard(0.7);
    expect(departureOdds([one])).toEqual({ chance: 0.7, bars: one.bars.map(({ share }) => share), barsOnTime: 1 });
    expect(departureOdds([])).toBeUndefined();
  });
});
