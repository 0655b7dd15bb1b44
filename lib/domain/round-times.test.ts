import { expect, it } from "vitest";
import { roundTimes, type TimedRound } from "./round-times";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const hour = 3_600_000;
const round = (change: Partial<TimedRound>): TimedRound => ({
  status: "queued",
  handedOverAt: at(0),
  claimedAt: null,
  decidedAt: null,
  endedAt: null,
  ...change,
});
const hours = (rounds: TimedRound[], now: Date) =>
  roundTimes(rounds, now).map(({ waitingMs, testingMs, reworkMs }) => [
    waitingMs / hour,
    testingMs / hour,
    reworkMs / hour,
  ]);

it("splits each round into waiting, test and rework; the rework ends when the next build comes", () => {
  const rejected = round({ status: "rejected", claimedAt: at(2), decidedAt: at(5), endedAt: at(5) });
  const testing = round({ status: "testing", handedOverAt: at(9), claimedAt: at(10) });
  expect(hours([rejected, testing], at(13))).toEqual([
    [2, 3, 4],
    [1, 3, 0],
  ]);
});

it("lets the rework after the last rejection run on", () => {
  const rejected = round({ status: "rejected", claimedAt: at(2), decidedAt: at(5), endedAt: at(5) });
  expect(hours([rejected], at(12))).toEqual([[2, 3, 7]]);
});

it("stops the clock of a round at its verdict, and of one that nobody claimed at its end", () => {
  const accepted = round({ status: "accepted", claimedAt: at(1), decidedAt: at(2) });
  expect(hours([accepted], at(20))).toEqual([[1, 1, 0]]);
  const superseded = round({ status: "superseded", endedAt: at(3) });
  expect(hours([superseded], at(20))).toEqual([[3, 0, 0]]);
  // Superseded after it was accepted: the time in test ended with the verdict.
  const later = round({ status: "superseded", claimedAt: at(1), decidedAt: at(2), endedAt: at(9) });
  expect(hours([later], at(20))).toEqual([[1, 1, 0]]);
});

it("lets what waits run until now, and never goes below nothing", () => {
  expect(hours([round({})], at(6))).toEqual([[6, 0, 0]]);
  expect(hours([round({ handedOverAt: at(8) })], at(6))).toEqual([[0, 0, 0]]);
});
