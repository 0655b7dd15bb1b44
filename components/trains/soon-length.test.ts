import { expect, it } from "vitest";
import { soonLength } from "./soon-length";

const planned = new Date("2026-12-08T09:00:00Z");
const plain = { aboard: 0, status: "scheduled", plannedAt: planned, at: { departure: planned } } as Parameters<
  typeof soonLength
>[0][number];
const list = (length: number, changed: Record<number, Partial<typeof plain>> = {}) =>
  Array.from({ length }, (_, n) => ({ ...plain, ...changed[n] }));

it.each([
  ["a whole year of which nothing is to be said", list(26), 6],
  ["hardly more than are shown anyway", list(8), 8],
  ["none", list(0), 0],
  ["somebody aboard a late one", list(26, { 9: { aboard: 1 } }), 10],
  ["one that was moved", list(26, { 7: { at: { ...plain.at, departure: new Date("2026-12-09T09:00:00Z") } } }), 8],
  ["one that was skipped", list(26, { 11: { status: "skipped" } }), 12],
])("shows the next ones: %s", (_, departures, length) => {
  expect(soonLength(departures)).toBe(length);
});
