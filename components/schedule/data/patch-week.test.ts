import { describe, expect, it } from "vitest";
import type { Slot, Week } from "@/components/schedule/schedule-data";
import { aSlotAt, aWeek } from "@/components/schedule/testing/fixtures";
import { patchWeek, withSlotAt } from "./patch-week";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const slot = (id: string, hour: number): Slot => aSlotAt(id, { start: at(hour), end: at(hour + 1) });
const week = (...slots: Slot[]): Week => aWeek({ slots });
const idsOf = ({ slots }: Week) => slots.map(({ id }) => id);

describe("a week after some of its slots were asked for again", () => {
  it("has what is new at its time, and lacks what is gone", () => {
    const before = week(slot("a", 6), slot("b", 8), slot("c", 10));
    const after = patchWeek(before, ["b", "d"], [slot("d", 7)]);
    expect(idsOf(after)).toEqual(["a", "d", "c"]);
    expect(after.slots[0]).toBe(before.slots[0]);
    expect(after.occurrences).toBe(before.occurrences);
  });

  it("has what changed in place of what was", () => {
    const changed = { ...slot("a", 6), status: "open" as const };
    expect(patchWeek(week(slot("a", 6)), ["a"], [changed]).slots).toEqual([changed]);
  });

  it("moves one slot, and stays as it is when that is not there", () => {
    const before = week(slot("a", 6), slot("b", 8));
    const place = { occurrenceId: "o", lane: 2, during: { start: at(9), end: at(10) } };
    expect(withSlotAt(before, "a", place).slots.find(({ id }) => id === "a")).toMatchObject(place);
    expect(withSlotAt(before, "gone", place)).toBe(before);
  });
});
