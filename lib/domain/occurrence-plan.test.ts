import { describe, expect, it } from "vitest";
import type { Opening } from "@/lib/time/recurrence";
import { planOccurrences, type StandingOccurrence } from "./occurrence-plan";
import { range } from "./testing/slot-example";

const opening = (day: number, start = "05", end = "11"): Opening => ({
  originalLocalStart: `2026-11-${day}T0${Number(start) + 1}:00`,
  during: range(`${day}T${start}:00`, `${day}T${end}:00`),
});
const standing = (day: number, change: Partial<StandingOccurrence> = {}): StandingOccurrence => ({
  id: `occurrence-${day}`,
  ...opening(day),
  lanes: 2,
  status: "scheduled",
  hasLiveSlots: false,
  hasSlots: false,
  ...change,
});
const booked = { hasLiveSlots: true, hasSlots: true };
const nothing = { make: [], change: [], remove: [], cancel: [], keep: [] };

describe("openings that follow a changed rule", () => {
  it("stay as they are when the rule still gives them", () => {
    expect(planOccurrences([standing(24), standing(26, booked)], [opening(24), opening(26)], 2)).toEqual(nothing);
  });

  it("are made, changed and removed where nobody has booked", () => {
    const longer = { ...opening(24), during: range("24T05:00", "24T12:00") };
    expect(planOccurrences([standing(24), standing(26)], [longer, opening(27)], 2)).toEqual({
      ...nothing,
      change: [{ id: "occurrence-24", during: longer.during }],
      remove: ["occurrence-26"],
      make: [opening(27)],
    });
  });

  it("are changed for another number of lanes alone", () => {
    expect(planOccurrences([standing(24)], [opening(24)], 3).change).toEqual([
      { id: "occurrence-24", during: opening(24).during },
    ]);
  });

  it("are cancelled, not removed, where a slot once stood: the record needs them", () => {
    expect(planOccurrences([standing(24, { hasSlots: true })], [], 2)).toEqual({
      ...nothing,
      cancel: ["occurrence-24"],
    });
    expect(planOccurrences([standing(24, { hasSlots: true, status: "cancelled" })], [], 2)).toEqual(nothing);
  });

  it("stay where live slots stand in them, and in the way of what would overlap them", () => {
    const kept = standing(24, booked);
    expect(planOccurrences([kept], [opening(24, "06", "12")], 2)).toEqual({ ...nothing, keep: [kept] });
    expect(planOccurrences([kept], [opening(24, "06", "12"), opening(25)], 2).make).toEqual([opening(25)]);
  });

  it("stay cancelled when they were cancelled alone (case 11)", () => {
    const cancelled = standing(24, { status: "cancelled" });
    expect(planOccurrences([cancelled], [opening(24)], 2)).toEqual(nothing);
  });
});
