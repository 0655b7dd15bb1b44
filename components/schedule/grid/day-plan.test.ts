import { describe, expect, it } from "vitest";
import type { FreeRoom, Opening, Slot, WeekPlan } from "@/components/schedule/schedule-data";
import { aFreezeIn, anOpening, aSlotAt, aWeekPlan, rangeOf, testZone } from "@/components/schedule/testing/fixtures";
import { daysOf, weekOf } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";
import { factsOfDay, hoursOf, isQuiet, planDay } from "./day-plan";

const zone = testZone;
const range = rangeOf;
const opening = (id: string, during: Opening["during"], lanes = 2) => anOpening(id, during, { lanes });
const slot = (id: string, occurrenceId: string | null, lane: number, during: Slot["during"]) =>
  aSlotAt(id, during, { occurrenceId, lane });
const week = aWeekPlan;
const plan = (parts: Partial<WeekPlan>, day: Range) => planDay(factsOfDay(week(parts), day, zone), day, zone);
const daysAround = (at: string) => daysOf(weekOf(new Date(at), zone), zone);

describe("a day's plan", () => {
  it("cuts an overnight window at midnight and says that it goes on", () => {
    const night = opening("night", range("2026-11-28T21:00:00Z", "2026-11-29T05:00:00Z"));
    const [, , , , , saturday, sunday] = daysAround("2026-11-28T12:00:00Z").map((day) =>
      plan({ occurrences: [night] }, day),
    );
    expect(saturday?.bands[0]).toMatchObject({ from: 1320, to: 1440, fromBefore: false, toAfter: true });
    expect(sunday?.bands[0]).toMatchObject({ from: 0, to: 360, fromBefore: true, toAfter: false });
  });

  it("puts overlapping windows side by side by their lanes, and slots into their lane", () => {
    const wide = opening("wide", range("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z"), 3);
    const narrow = opening("narrow", range("2026-11-24T09:00:00Z", "2026-11-24T12:00:00Z"), 1);
    const own = slot("s", "wide", 2, range("2026-11-24T05:00:00Z", "2026-11-24T06:00:00Z"));
    const [, tuesday] = daysAround("2026-11-24T12:00:00Z");
    if (!tuesday) throw new Error("a week has a Tuesday");
    const planned = plan({ occurrences: [wide, narrow], slots: [own] }, tuesday);
    expect(planned.bands.map(({ left, width }) => [left, width])).toEqual([
      [0, 0.75],
      [0.75, 0.25],
    ]);
    expect(planned.bands[0]?.slots[0]).toMatchObject({ left: 1 / 3, width: 1 / 3, from: 360, to: 420 });
  });

  it("lets a missed slot and its successor in the same room share the lane", () => {
    const one = opening("one", range("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z"), 1);
    const during = range("2026-11-24T06:00:00Z", "2026-11-24T07:00:00Z");
    const slots = [{ ...slot("missed", "one", 1, during), status: "missed" as const }, slot("next", "one", 1, during)];
    const [, tuesday] = daysAround("2026-11-24T12:00:00Z");
    if (!tuesday) throw new Error("a week has a Tuesday");
    const shares = plan({ occurrences: [one], slots }, tuesday).bands[0]?.slots.map(({ left }) => left);
    expect(shares).toEqual([0, 0.5]);
  });

  it("shows a slot without a window, and one whose opening was cancelled, by itself", () => {
    const off = {
      ...opening("off", range("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z")),
      status: "cancelled" as const,
    };
    const during = range("2026-11-24T06:00:00Z", "2026-11-24T07:00:00Z");
    const [, tuesday] = daysAround("2026-11-24T12:00:00Z");
    if (!tuesday) throw new Error("a week has a Tuesday");
    const planned = plan(
      { occurrences: [off], slots: [slot("free", null, 1, during), slot("over", "off", 1, during)] },
      tuesday,
    );
    expect(planned.bands).toEqual([]);
    expect(planned.anytime.map(({ of, width }) => [of.id, width])).toEqual([
      ["free", 0.5],
      ["over", 0.5],
    ]);
  });

  it("gives what needs no window a lane of its own beside the windows", () => {
    const wide = opening("wide", range("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z"), 3);
    const free = slot("free", null, 1, range("2026-11-24T06:00:00Z", "2026-11-24T07:00:00Z"));
    const [, tuesday] = daysAround("2026-11-24T12:00:00Z");
    if (!tuesday) throw new Error("a week has a Tuesday");
    const planned = plan({ occurrences: [wide], slots: [free] }, tuesday);
    expect(planned.bands[0]).toMatchObject({ left: 0, width: 0.75 });
    expect(planned.anytime[0]).toMatchObject({ left: 0.75, width: 0.25 });
    expect(planned.anytimeLeft).toBe(0.75);
  });

  it("keeps a slot visible that ends at an earlier wall time than it began, when the clocks go back", () => {
    const during = range("2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z");
    const sunday = daysAround("2026-10-25T12:00:00Z")[6];
    if (!sunday) throw new Error("a week has a Sunday");
    const [piece] = plan({ slots: [slot("s", null, 1, during)] }, sunday).anytime;
    expect(piece?.from).toBe(150);
    expect(piece?.to).toBeGreaterThan(150);
  });

  it("says which free room only hotfixes may have", () => {
    const one = opening("one", range("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z"), 1);
    const free: FreeRoom = { occurrenceId: "one", lane: 1, during: one.during };
    const freeze = aFreezeIn("Freeze", range("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z"), { grade: "hotfix_only" });
    const [, tuesday] = daysAround("2026-11-24T12:00:00Z");
    if (!tuesday) throw new Error("a week has a Tuesday");
    const planned = plan({ occurrences: [one], free: [free], freezes: [freeze] }, tuesday);
    expect(planned.bands[0]?.free[0]?.hotfixOnly).toBe(true);
    expect(planned.freezes[0]).toMatchObject({ from: 0, to: 1440 });
  });

  it("is quiet when it has nothing but a freeze, and tells the axis nothing then", () => {
    const [monday] = daysAround("2026-11-24T12:00:00Z");
    if (!monday) throw new Error("a week has a Monday");
    const planned = plan({}, monday);
    expect(isQuiet(planned)).toBe(true);
    expect(hoursOf([planned])).toEqual({ open: [], slots: [], shortestMinutes: 60 });
  });
});
