import { expect, it } from "vitest";
import { endOf } from "./send-file";

it("a file is never cut between the two halves of one character", () => {
  expect(endOf("ab😀c", 3)).toBe(2);
  expect(endOf("ab😀c", 4)).toBe(4);
  expect(endOf("abc", 2)).toBe(2);
});
