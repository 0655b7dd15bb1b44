import { describe, expect, it } from "vitest";
import { anOpening, aSlotAt, aWeekPlan, rangeOf, testZone } from "@/components/schedule/testing/fixtures";
import { daysOf, weekOf } from "@/lib/time/calendar";
import { type Cell, cellsOf, cellTowards, nearestCell } from "./cells";
import { factsOfDay, planDay } from "./day-plan";
import { hourScale } from "./hour-scale";
import { layoutOf } from "./layout";

const opening = anOpening("core", rangeOf("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z"));
const slot = aSlotAt("s", rangeOf("2026-11-24T05:00:00Z", "2026-11-24T07:00:00Z"), { occurrenceId: "core" });
const night = aSlotAt("n", rangeOf("2026-11-25T22:00:00Z", "2026-11-26T01:00:00Z"));
const free = [
  { occurrenceId: "core", lane: 1, during: rangeOf("2026-11-24T07:00:00Z", "2026-11-24T11:00:00Z") },
  { occurrenceId: "core", lane: 2, during: rangeOf("2026-11-24T05:00:00Z", "2026-11-24T11:00:00Z") },
];
const plan = aWeekPlan({ occurrences: [opening], slots: [slot, night], free });
const days = daysOf(weekOf(new Date("2026-11-24T12:00:00Z"), testZone), testZone);
const plans = days.map((day) => planDay(factsOfDay(plan, day, testZone), day, testZone));
const scale = hourScale({ open: [{ from: 360, to: 720 }], slots: [], shortestMinutes: 60, unfolded: new Set() });
const cells = cellsOf(layoutOf(plans, scale, testZone, 1260));
const cell = (start: string): Cell => {
  const found = cells.find(({ key }) => key.startsWith(start));
  if (!found) throw new Error(`no cell ${start}`);
  return found;
};

describe("the cells of a calendar", () => {
  it("are slots, free room and folded hours; a night's slot stands in both of its days", () => {
    const kinds = cells.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "free")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "fold")).toHaveLength(14);
    expect(cells.filter(({ key }) => key.startsWith("slot n")).map(({ day }) => day)).toEqual([2, 3]);
    expect(new Set(cells.map(({ key }) => key)).size).toBe(cells.length);
  });

  it("are gone through by where they stand, drawn or not", () => {
    const below = cellTowards(cells, cell("slot s"), "ArrowDown");
    expect(below?.key).toBe(cell("free core 1").key);
    expect(cellTowards(cells, cell("slot s"), "ArrowRight")?.key).toBe(cell("free core 2").key);
    expect(cellTowards(cells, cell("fold 0 0"), "ArrowLeft")).toBeUndefined();
  });

  it("have one that takes the place of one that is gone", () => {
    const { left, top } = cell("slot s").box;
    expect(nearestCell(cells, { left: left + 3, top: top + 5 })?.key).toBe(cell("slot s").key);
    expect(nearestCell([], { left, top })).toBeUndefined();
  });
});
