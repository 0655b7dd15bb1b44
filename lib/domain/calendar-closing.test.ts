import { describe, expect, it } from "vitest";
import { stretchesOfEvents } from "./calendar-closing";

const now = new Date("2026-11-24T08:00:00Z");
const event = (title: string, start: string, end: string) => ({
  title,
  during: { start: new Date(start), end: new Date(end) },
});

describe("what the events of a calendar close", () => {
  it("leaves out what is over, keeps what is under way, in order", () => {
    const events = [
      event("Later", "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"),
      event("Over", "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"),
      event("Now", "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"),
    ];
    expect(stretchesOfEvents(events, "Europe/Berlin", now)).toMatchObject([
      { label: "Now", originalLocalStart: "2026-11-24T08:00" },
      { label: "Later", originalLocalStart: "2026-12-25T00:00" },
    ]);
  });

  it("makes one stretch of events that start together, as long as the longest, called after each once", () => {
    const events = [
      event("Christmas", "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"),
      event("Factory holidays", "2026-12-24T23:00:00Z", "2027-01-01T23:00:00Z"),
      event("Christmas", "2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"),
    ];
    expect(stretchesOfEvents(events, "Europe/Berlin", now)).toEqual([
      {
        originalLocalStart: "2026-12-25T00:00",
        label: "Christmas, Factory holidays",
        during: { start: new Date("2026-12-24T23:00:00Z"), end: new Date("2027-01-01T23:00:00Z") },
      },
    ]);
  });
});
