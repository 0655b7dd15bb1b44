import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gather } from "./gather";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("hands on the first soon with what came close to it, and the next after a pause", () => {
  const handed: string[][] = [];
  const all = gather<string>((gathered) => handed.push(gathered), 500);
  all.add("a");
  all.add("b");
  vi.advanceTimersByTime(25);
  expect(handed).toEqual([["a", "b"]]);
  all.add("c");
  vi.advanceTimersByTime(400);
  all.add("d");
  expect(handed).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(handed).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

it("does not wait for a pause that is long over, and hands nothing on once it was stopped", () => {
  const handed: string[][] = [];
  const all = gather<string>((gathered) => handed.push(gathered), 500);
  all.add("a");
  vi.advanceTimersByTime(5_000);
  all.add("b");
  vi.advanceTimersByTime(25);
  expect(handed).toEqual([["a"], ["b"]]);
  all.add("c");
  all.stop();
  vi.advanceTimersByTime(5_000);
  expect(handed).toHaveLength(2);
});
