import { expect, it } from "vitest";
import { countNothingAsFailure, inWords } from "./run-suites.mjs";

it("counts a suite that ran nothing as a failure", () => {
  const nothing = { passed: 0, failed: 0, skipped: 0, output: "" };
  expect(countNothingAsFailure(nothing)).toMatchObject({ failed: 1, output: expect.stringContaining("No test ran") });
  expect(countNothingAsFailure({ ...nothing, skipped: 3 })).toMatchObject({ failed: 1 });
  expect(countNothingAsFailure({ ...nothing, passed: 1 })).toMatchObject({ failed: 0 });
});

it("ends with a line that a machine can read", () => {
  expect(inWords({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(inWords({ passed: 12, failed: 1, skipped: 2 })).toBe("12 passed, 1 failed, 2 skipped");
});
