import { describe, expect, it } from "vitest";
import { readInstant } from "./read-instant";

const berlin = { zone: "Europe/Berlin", dayFirst: true };
const read = (text: string, how = berlin) => readInstant(text, how)?.toISOString();

describe("a time in an export", () => {
  it.each([
    ["2026-11-24T06:00:00Z", "2026-11-24T06:00:00.000Z"],
    ["2026-11-24T06:00:00+02:00", "2026-11-24T04:00:00.000Z"],
    ["2026-11-24 06:00:00.123 +0200", "2026-11-24T04:00:00.000Z"],
    ["2026-11-24 06:00 UTC", "2026-11-24T06:00:00.000Z"],
    ["03/Jan/17 9:22 AM", "2017-01-03T08:22:00.000Z"],
    ["03/Jul/17 12:22 AM", "2017-07-02T22:22:00.000Z"],
    ["03/Jan/2017 12:00 PM", "2017-01-03T11:00:00.000Z"],
    ["24.11.2026 06:00", "2026-11-24T05:00:00.000Z"],
    ["24/11/2026 06:00", "2026-11-24T05:00:00.000Z"],
    ["2026-11-24", "2026-11-23T23:00:00.000Z"],
  ])("%s is %s, in Berlin where it says no zone", (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it("has its month first where people write it so", () => {
    expect(read("11/24/2026 6:00 PM", { zone: "UTC", dayFirst: false })).toBe("2026-11-24T18:00:00.000Z");
    expect(read("11/24/2026 6:00 PM")).toBeUndefined();
  });

  it.each([
    "2019-09-38",
    "2026-02-30T10:00:00Z",
    "2026-11-24T25:00:00Z",
    "2026-11-24T06:61:00Z",
    "yesterday",
    "",
    "24",
    "13/Foo/17",
    "2026-11-24T06:00:00+99:00",
    "03/Jan/17 0:10 AM",
  ])("%j is none", (text) => {
    expect(read(text)).toBeUndefined();
  });
});
