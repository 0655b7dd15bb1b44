import { describe, expect, it } from "vitest";
import { isOver } from "./rule-over";

const now = new Date("2026-11-24T12:00:00Z");
const rule = (localStart: string, rrule: string | null = null) => ({
  zone: "UTC",
  localStart,
  durationMinutes: 60,
  rrule,
  exdates: [],
  rdates: [],
});

describe("a rule is over", () => {
  it.each([
    ["once, yesterday", rule("2026-11-23T12:00"), true],
    ["once, and still open", rule("2026-11-24T11:30"), false],
    ["once, ending now", rule("2026-11-24T11:00"), true],
    ["once, next week", rule("2026-12-01T11:00"), false],
    ["once, in ten years", rule("2036-12-01T11:00"), false],
    ["daily for good", rule("2020-01-01T06:00", "FREQ=DAILY"), false],
    ["daily until last week", rule("2026-01-01T06:00", "FREQ=DAILY;UNTIL=20261117"), true],
    ["three times, long ago", rule("2024-01-01T06:00", "FREQ=DAILY;COUNT=3"), true],
    ["every 29 February", rule("2024-02-29T06:00", "FREQ=YEARLY"), false],
    ["never, so never over", rule("2026-01-01T06:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), false],
    ["broken", rule("2026-01-01T06:00", "FREQ=SOMETIMES"), false],
  ])("%s", (_, each, over) => {
    expect(isOver(each, now)).toBe(over);
  });
});
