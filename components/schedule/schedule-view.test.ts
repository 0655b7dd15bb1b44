import { describe, expect, it } from "vitest";
import { scheduleView, weekInputOf, weeksFrom } from "./schedule-view";

const environment = (name: string, zone = "Europe/Berlin") => ({ id: name, name, zone, defaultOpen: false });
const choices = { environments: [environment("Dev"), environment("Production")], zone: "America/New_York" };
const now = new Date("2026-11-24T12:00:00Z");

describe("what an address shows", () => {
  it("is the last stop of the path this week, when it says nothing", () => {
    const view = scheduleView({}, choices, now);
    expect(view).toMatchObject({ environment: { id: "Production" }, zone: "Europe/Berlin" });
    expect(view?.week).toEqual({ start: new Date("2026-11-22T23:00:00Z"), end: new Date("2026-11-29T23:00:00Z") });
    expect(view?.days).toHaveLength(7);
  });

  it("falls back where it names what is not there", () => {
    const view = scheduleView({ env: "Gone", day: "2026-02-30", zone: "theirs" }, choices, now);
    expect(view).toEqual(scheduleView({}, choices, now));
  });

  it("follows the reader's own clock, also for where a week begins", () => {
    const view = scheduleView({ zone: "mine" }, choices, now);
    expect(view?.week.start).toEqual(new Date("2026-11-23T05:00:00Z"));
  });

  it("asks for a week of 167 hours when the clocks go forward", () => {
    const input = weekInputOf(scheduleView({ day: "2026-03-29" }, choices, now));
    expect(Date.parse(input.to) - Date.parse(input.from)).toBe(167 * 3_600_000);
  });

  it("is nothing while there is no environment", () => {
    expect(scheduleView({}, { environments: [], zone: null }, now)).toBeUndefined();
  });
});

it("goes to the same day a week on, over a change of the clocks", () => {
  const friday = new Date("2026-10-22T22:00:00Z");
  expect(weeksFrom(friday, 1, "Europe/Berlin")).toEqual(new Date("2026-10-29T23:00:00Z"));
});
