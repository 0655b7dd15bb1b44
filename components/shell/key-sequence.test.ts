import { expect, test } from "vitest";
import { readKey } from "./key-sequence";

const known = ["?", "s", "a", "g s", "g q"];

test("a single key is a shortcut by itself", () => {
  expect(readKey(known, undefined, "a", 0)).toEqual({ match: "a" });
});

test("a key that begins a sequence waits for the next", () => {
  expect(readKey(known, undefined, "g", 10)).toEqual({ pending: { keys: "g", at: 10 } });
});

test("a sequence wins over its last key alone", () => {
  expect(readKey(known, { keys: "g", at: 0 }, "s", 500)).toEqual({ match: "g s" });
});

test("a sequence that took too long is forgotten: its last key counts alone", () => {
  expect(readKey(known, { keys: "g", at: 0 }, "s", 1201)).toEqual({ match: "s" });
});

test("a wrong second key does nothing, unless it is a shortcut by itself", () => {
  expect(readKey(known, { keys: "g", at: 0 }, "x", 100)).toEqual({});
  expect(readKey(known, { keys: "g", at: 0 }, "a", 100)).toEqual({ match: "a" });
});

test("the first key of a sequence pressed twice starts it again", () => {
  expect(readKey(known, { keys: "g", at: 0 }, "g", 100)).toEqual({ pending: { keys: "g", at: 100 } });
});
