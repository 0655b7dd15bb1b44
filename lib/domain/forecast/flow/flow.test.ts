import { describe, expect, it } from "vitest";
import { finishedBy, flowHistory, type Transition } from "./history";
import { forecastItem } from "./item-forecast";
import { throughputForecaster } from "./throughput-forecast";

const start = Date.UTC(2025, 0, 6);
const dayMs = 86_400_000;
const day = (n: number) => new Date(start + n * dayMs);
const inDays = (n: number) => (start + n * dayMs) / dayMs;

/** Two items a day, each done after ten days in two states. */
function steadyFlow(days: number): Transition[] {
  return Array.from({ length: 2 * days }, (_, n): Transition[] => {
    const itemId = `item ${n}`;
    const from = Math.floor(n / 2);
    return [
      { itemId, state: "open", at: day(from) },
      { itemId, state: "in test", at: day(from + 4) },
      { itemId, state: "done", at: day(from + 10) },
    ];
  }).flat();
}

const history = flowHistory(steadyFlow(200), ["done"]);

describe("forecasts from transitions alone", () => {
  it("know when the next items of a steady flow are finished", () => {
    const { quantile } = throughputForecaster(history, 1)(28, inDays(150));
    expect(quantile(0.5)).toBeGreaterThan(12);
    expect(quantile(0.5)).toBeLessThan(16);
    expect(quantile(0.95)).toBeGreaterThanOrEqual(quantile(0.5));
  });

  it("know what is left of an item that stands where others stood", () => {
    const item = history.byId.get("item 290");
    if (!item) throw new Error("no such item");
    const left = forecastItem(history, item, inDays(150));
    expect(left(0.5)).toBeGreaterThan(4);
    expect(left(0.5)).toBeLessThan(6);
  });

  it("say what few items tell with wider marks than what many tell alike", () => {
    // Six lengths in turn: the same story, told by six items and by sixty.
    const told = (items: number) =>
      flowHistory(
        Array.from({ length: items }, (_, n): Transition[] => {
          const from = Math.floor((n * 60) / items);
          return [
            { itemId: `item ${n}`, state: "open", at: day(from) },
            { itemId: `item ${n}`, state: "done", at: day(from + 2 + 2 * (n % 6)) },
          ];
        })
          .flat()
          .concat({ itemId: "asked", state: "open", at: day(80) }),
        ["done"],
      );
    const marks = (items: number) => {
      const history = told(items);
      const asked = history.byId.get("asked");
      if (!asked) throw new Error("no such item");
      const left = forecastItem(history, asked, inDays(80));
      return { middle: left(0.5), late: left(0.8) };
    };
    expect(marks(6).late).toBeGreaterThan(marks(60).late);
    expect(marks(6).middle).toBe(marks(60).middle);
  });

  it("read nothing that happened later: the future may be anything", () => {
    const until = inDays(150);
    const cut = flowHistory(
      steadyFlow(200).filter(({ at }) => at.getTime() / dayMs <= until),
      ["done"],
    );
    for (const share of [0.5, 0.85, 0.95]) {
      expect(throughputForecaster(cut, 1)(28, until).quantile(share)).toBe(
        throughputForecaster(history, 1)(28, until).quantile(share),
      );
    }
  });

  it("call an item that was opened again not finished", () => {
    const rows = [
      { itemId: "a", state: "done", at: day(1) },
      { itemId: "a", state: "open", at: day(2) },
    ];
    const again = flowHistory(rows, ["done"]);
    const [item] = again.items;
    if (!item) throw new Error("no item");
    expect(finishedBy(item, again.done, inDays(1.5))).toBe(inDays(1));
    expect(finishedBy(item, again.done, inDays(3))).toBeNaN();
  });
});
