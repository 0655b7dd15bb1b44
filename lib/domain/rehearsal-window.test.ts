import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps } from "@/lib/time/range";
import { windowVerdicts } from "./rehearsal-window";
import { aRehearsedSlot } from "./testing/rehearsal-example";

const range = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });
const core = {
  name: "Core",
  openings: [range("2026-11-24T06:00:00Z", "2026-11-24T12:00:00Z")],
  lanes: 1,
  leadMinutes: 0,
  teamIds: [],
};
const slot = (id: string, time: string, more = {}) => aRehearsedSlot(id, `2026-11-24T${time}:00Z`, more);

describe("a window that is rehearsed", () => {
  it.each([
    ["holds a slot that lies inside an opening, to its last minute", {}, slot("a", "11:00"), undefined],
    ["has no place outside", {}, slot("a", "12:00"), "Core is closed then."],
    ["has no place for what would outlast it", {}, slot("a", "11:30"), "Core closes before it ends."],
    ["asks who books", { teamIds: ["shop"] }, slot("a", "06:00"), "Payments may not book there."],
    ["lets in whom it names", { teamIds: ["payments"] }, slot("a", "06:00"), undefined],
    [
      "asks to be booked ahead",
      { leadMinutes: 3 * 1_440 },
      slot("a", "06:00"),
      "Booked 2 d ahead, and 3 d are asked for.",
    ],
    [
      "lets an emergency in whoever it is, whenever it was booked",
      { teamIds: ["shop"], leadMinutes: 9_999 },
      slot("a", "11:30", { origin: "emergency" }),
      undefined,
    ],
  ])("%s", (_, change, each, reason) => {
    expect(windowVerdicts({ ...core, ...change }, [each]).get("a")).toBe(reason);
  });

  it("gives its lanes to whoever began first, and frees them at the end of a slot", () => {
    const slots = [slot("third", "08:00"), slot("second", "06:30"), slot("first", "06:00", { hours: 2 })];
    expect([...windowVerdicts(core, slots)]).toEqual([["second", "Its only lane is taken."]]);
    const more = [...slots, slot("fourth", "06:45")];
    expect([...windowVerdicts({ ...core, lanes: 2 }, more)]).toEqual([["fourth", "All 2 lanes are taken."]]);
  });

  it("has no place for anything when it is put away, and lets no emergency take a lane", () => {
    const emergency = slot("emergency", "06:00", { origin: "emergency" });
    expect([...windowVerdicts(null, [slot("a", "06:00"), emergency]).keys()]).toEqual(["a", "emergency"]);
    expect(windowVerdicts(core, [emergency, slot("a", "06:00")]).size).toBe(0);
  });

  it("never lets more stand side by side than it has lanes, and lets all in that fit", () => {
    const starts = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 3 })), { maxLength: 20 });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 3 }), (spans, lanes) => {
        const slots = spans.map(([minute, hours], index) =>
          aRehearsedSlot(String(index), new Date(Date.UTC(2026, 10, 24, 6, minute)).toISOString(), { hours }),
        );
        const verdicts = windowVerdicts({ ...core, lanes }, slots);
        const placed = slots.filter(({ id }) => !verdicts.has(id));
        const beside = (at: Date) => placed.filter(({ during }) => during.start <= at && at < during.end).length;
        for (const { during } of placed) expect(beside(during.start)).toBeLessThanOrEqual(lanes);
        for (const each of slots.filter(({ id }) => verdicts.get(id)?.includes("taken"))) {
          expect(beside(each.during.start)).toBe(lanes);
          expect(placed.some(({ during }) => overlaps(during, each.during))).toBe(true);
        }
      }),
    );
  });
});
