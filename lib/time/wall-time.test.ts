import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalWallTime, wallTimeMs, wallTimeOfMs } from "./wall-time";

describe("a wall time", () => {
  it.each([
    ["2026-11-24T06:00", "2026-11-24T06:00"],
    ["2026-11-24T06:00:00", "2026-11-24T06:00"],
    ["2026-11-24T06:00:39", "2026-11-24T06:00:39"],
    ["2028-02-29T23:59", "2028-02-29T23:59"],
    ["0099-01-01T00:00", "0099-01-01T00:00"],
  ])("%s is written %s", (text, written) => expect(canonicalWallTime(text)).toBe(written));

  // 2019-09-38 was really published by a project as a release date.
  it.each([
    "2019-09-38T00:00",
    "2026-02-30T06:00",
    "2027-02-29T06:00",
    "2026-00-10T06:00",
    "2026-11-24T24:00",
    "2026-11-24T06:60",
  ])("%s does not exist", (text) => expect(wallTimeMs(text)).toBeUndefined());

  it.each([
    "",
    "2026-11-24",
    "06:00",
    "2026-11-24 06:00",
    "2026-11-24T06:00Z",
    "2026-11-24T06:00+01:00",
    "2026-11-24T6:00",
    " 2026-11-24T06:00",
  ])("%j is not one", (text) => expect(wallTimeMs(text)).toBeUndefined());

  it("comes back from its milliseconds, and sorts as text like as time", () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        const [first, second] = [wallTimeOfMs(a * 1000), wallTimeOfMs(b * 1000)];
        expect(wallTimeMs(first)).toBe(a * 1000);
        expect(first < second).toBe(a < b);
      }),
    );
  });
});
