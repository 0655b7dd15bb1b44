import { expect, it } from "vitest";
import type { TimeRule } from "@/lib/time/recurrence";
import { previewOfRule } from "./rule-preview";

const now = new Date("2026-11-21T09:00:00Z");
const nightly: TimeRule = {
  localStart: "2026-11-24T22:00",
  zone: "Europe/Berlin",
  durationMinutes: 480,
  rrule: "FREQ=DAILY",
  exdates: ["2026-11-25T22:00"],
  rdates: [],
};

it("shows the next ten openings, how many follow, and the nights of clock changes", () => {
  const { openings, count, notes } = previewOfRule(nightly, now);
  expect(openings.map((opening) => opening.originalLocalStart.slice(0, 10))).toEqual([
    "2026-11-24",
    "2026-11-26",
    "2026-11-27",
    "2026-11-28",
    "2026-11-29",
    "2026-11-30",
    "2026-12-01",
    "2026-12-02",
    "2026-12-03",
    "2026-12-04",
  ]);
  // From 24 November 2026 to 20 November 2028, the excluded night left out.
  expect(count).toBe(727);
  expect(notes).toHaveLength(4);
});
