import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { rememberUndo, undoLast } from "./undo";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("takes back the last first, each once", () => {
  const taken: string[] = [];
  rememberUndo(() => taken.push("a"));
  rememberUndo(() => taken.push("b"));
  expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
  expect(taken).toEqual(["b", "a"]);
});

it("takes nothing back that was forgotten or is long ago", () => {
  const undo = vi.fn();
  rememberUndo(undo)();
  expect(undoLast()).toBe(false);
  rememberUndo(undo);
  vi.advanceTimersByTime(11 * 60_000);
  expect(undoLast()).toBe(false);
  expect(undo).not.toHaveBeenCalled();
});
