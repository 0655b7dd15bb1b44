import { expect, it } from "vitest";
import { countNothingAsFailure, inWords, sideBySide } from "./run-suites.mjs";

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

it("runs beside the one before what says so, and all else by itself", () => {
  const suite = (name: string, besideTheOneBefore?: boolean) => ({
    name,
    title: name,
    run: () => Promise.reject(new Error("not run here")),
    besideTheOneBefore,
  });
  const groups = sideBySide([suite("types", true), suite("lint"), suite("structure", true), suite("unit")]);
  expect(groups.map((group) => group.map(({ name }) => name))).toEqual([["types"], ["lint", "structure"], ["unit"]]);
});
