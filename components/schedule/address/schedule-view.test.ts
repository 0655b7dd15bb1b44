import { describe, expect, it } from "vitest";
import { dayAfter, isWide, scheduleView, titleOf, weekInputOf } from "./schedule-view";

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

describe("several environments at once", () => {
  const wide = (words: { view?: string }, on: "phone" | "wide") => {
    const view = scheduleView({ env: "all", ...words }, choices, now);
    return view && isWide(view, on);
  };

  it("are for agenda, month and quarter, and on a phone for the list that comes first there", () => {
    expect(["day", "week", "month", "quarter", "agenda"].map((view) => wide({ view }, "phone"))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect([wide({}, "phone"), wide({}, "wide")]).toEqual([true, false]);
  });
});

describe("the way on", () => {
  const berlin = (name: "day" | "week" | "month" | "quarter", day: string) => ({
    name,
    day: new Date(day),
    zone: "Europe/Berlin",
  });

  it("goes to the same day a week on, over a change of the clocks", () => {
    expect(dayAfter(berlin("week", "2026-10-22T22:00:00Z"), 1)).toEqual(new Date("2026-10-29T23:00:00Z"));
    expect(dayAfter(berlin("day", "2026-10-24T22:00:00Z"), 1)).toEqual(new Date("2026-10-25T23:00:00Z"));
  });

  it("goes a month on, to its last day where it is too short", () => {
    expect(dayAfter(berlin("month", "2026-01-30T23:00:00Z"), 1)).toEqual(new Date("2026-02-27T23:00:00Z"));
    expect(dayAfter(berlin("quarter", "2026-11-24T23:00:00Z"), -1)).toEqual(new Date("2026-07-31T22:00:00Z"));
  });
});

describe("several environments", () => {
  it("are in view where a view shows several; one of them is booked in", () => {
    const all = scheduleView({ env: "all", view: "quarter" }, choices, now);
    expect(all?.environments.map(({ id }) => id)).toEqual(["Dev", "Production"]);
    expect(all?.environment.id).toBe("Production");
    const two = scheduleView({ env: "Production,Dev,Gone" }, choices, now);
    expect(two?.environments.map(({ id }) => id)).toEqual(["Dev", "Production"]);
    expect(scheduleView({ env: "Dev" }, choices, now)?.environments.map(({ id }) => id)).toEqual(["Dev"]);
  });
});

it("a month begins and ends with whole weeks, and has a name", () => {
  const view = scheduleView({ view: "month", day: "2026-11-24" }, choices, now);
  expect(view?.range).toEqual({ start: new Date("2026-10-25T23:00:00Z"), end: new Date("2026-12-06T23:00:00Z") });
  expect(view && titleOf(view).title).toBe("November 2026");
  const quarter = scheduleView({ view: "quarter", day: "2026-11-24", zone: "Asia/Tokyo" }, choices, now);
  expect(quarter && titleOf(quarter).title).toBe("Nov 2026 – Jan 2027");
  expect(quarter?.zone).toBe("Asia/Tokyo");
});
