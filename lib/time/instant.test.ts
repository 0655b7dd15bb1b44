import { describe, expect, it } from "vitest";
import { systemNow } from "./clock";
import { parseInstant } from "./instant";

describe("an instant", () => {
  it.each([
    ["2026-11-24T06:00:00Z", "2026-11-24T06:00:00.000Z"],
    ["2026-11-24T06:00Z", "2026-11-24T06:00:00.000Z"],
    ["2026-11-24T06:00:00.5Z", "2026-11-24T06:00:00.500Z"],
    ["2026-11-24T06:00:00.123456789Z", "2026-11-24T06:00:00.123Z"],
    ["2026-11-24T07:00:00+01:00", "2026-11-24T06:00:00.000Z"],
    ["2026-11-24T00:30-05:30", "2026-11-24T06:00:00.000Z"],
    // A freeze that was really published with a start and an end in different offsets.
    ["2024-12-25T00:00:00+10:00", "2024-12-24T14:00:00.000Z"],
  ])("%s is %s", (text, iso) => expect(parseInstant(text)?.toISOString()).toBe(iso));

  it.each([
    "2026-11-24T06:00:00",
    "2026-11-24",
    "2026-11-24 06:00:00Z",
    "2026-02-30T06:00:00Z",
    "2026-11-24T24:00:00Z",
    "2026-11-24T06:00:60Z",
    "2026-11-24T06:00:00+16:00",
    "2026-11-24T06:00:00+01:60",
    "2026-11-24T06:00:00+0100",
    "1764000000",
    "tomorrow",
    "",
  ])("%j is refused", (text) => expect(parseInstant(text)).toBeUndefined());
});

it("the clock gives the present as an instant", () => {
  expect(systemNow().getTime()).toBeGreaterThan(Date.UTC(2026, 0, 1));
});
