import { expect, it } from "vitest";
import { importedRounds } from "./imported-rounds";
import { rhythmOf } from "./rhythm";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const steady = rhythmOf(Array.from({ length: 168 * 60 }, (_, n) => at(n - 168 * 60)));
const owner = { serviceId: "s", teamId: "t" };

it("reads a bounce and the acceptance after it out of the stages of another tool", () => {
  const intervals = [
    { stage: "development" as const, enteredAt: at(0), leftAt: at(1) },
    { stage: "waiting" as const, enteredAt: at(1), leftAt: at(3) },
    { stage: "testing" as const, enteredAt: at(3), leftAt: at(4) },
    { stage: "with_dev" as const, enteredAt: at(4), leftAt: at(6) },
    { stage: "waiting" as const, enteredAt: at(6), leftAt: at(7) },
    { stage: "testing" as const, enteredAt: at(7), leftAt: at(9) },
    { stage: "released" as const, enteredAt: at(9), leftAt: at(10) },
  ];
  const rounds = importedRounds(intervals, owner, steady);
  expect(rounds.map(({ round, bounced }) => [round, bounced])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(rounds[0]?.rework).toBeGreaterThan(100);
});

it("leaves out what never came to be tested, and what is still open", () => {
  const waiting = { stage: "waiting" as const, enteredAt: at(0), leftAt: null };
  expect(importedRounds([waiting], owner, steady)).toEqual([]);
});
