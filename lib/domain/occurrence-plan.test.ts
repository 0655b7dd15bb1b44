import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encloses, overlaps } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";
import { planOccurrences } from "./occurrence-plan";
import { orphanAnswers } from "./slot-answer";
import type { PlanAnswer, StandingOccurrence } from "./standing-occurrence";
import { fateFacts, opening, slotOn, standing } from "./testing/opening-example";

const keep: PlanAnswer = { slots: "keep", orphans: "refuse" };
const move: PlanAnswer = { slots: "move", orphans: "refuse" };
const plan = (rows: StandingOccurrence[], openings: Opening[], { answer = keep, lanes = 2 } = {}) =>
  planOccurrences(rows, { openings, lanes, answer, facts: fateFacts });

const nothing = { make: [], change: [], reopen: [], remove: [], cancel: [], keep: [], fates: [], endedHolds: [] };
const early = slotOn(24, 5, 6);
const late = slotOn(24, 9, 11);

describe("openings that follow a changed rule", () => {
  it("stay as they are when the rule still gives them", () => {
    expect(plan([standing(24), standing(26, { slots: [slotOn(26, 5, 6)] })], [opening(24), opening(26)])).toEqual(
      nothing,
    );
  });

  it("are made, changed and removed where nobody has booked", () => {
    const longer = opening(24, 5, 12);
    expect(plan([standing(24), standing(26)], [longer, opening(27)])).toEqual({
      ...nothing,
      change: [{ id: "occurrence-24", during: longer.during }],
      remove: ["occurrence-26"],
      make: [opening(27)],
    });
  });

  it("are changed for another number of lanes alone", () => {
    expect(plan([standing(24)], [opening(24)], { lanes: 3 }).change).toEqual([
      { id: "occurrence-24", during: opening(24).during },
    ]);
  });

  it("are cancelled, not removed, where a slot once stood: the record needs them", () => {
    expect(plan([standing(24, { hasPast: true })], [])).toEqual({ ...nothing, cancel: ["occurrence-24"] });
    expect(plan([standing(24, { hasPast: true, status: "cancelled" })], [])).toEqual(nothing);
  });

  it("take place again when an earlier rule had cancelled them and this one gives them", () => {
    expect(plan([standing(24, { hasPast: true, status: "cancelled" })], [opening(24)])).toEqual({
      ...nothing,
      reopen: ["occurrence-24"],
      change: [{ id: "occurrence-24", during: opening(24).during }],
    });
  });

  it("stay cancelled when they were cancelled alone, and keep their name (case 11)", () => {
    const cancelled = standing(24, { status: "cancelled", isEdited: true });
    expect(plan([cancelled], [opening(24)])).toEqual(nothing);
    expect(plan([cancelled], [])).toEqual(nothing);
    expect(plan([cancelled], [opening(24, 5, 8)]).change).toEqual([
      { id: "occurrence-24", during: opening(24, 5, 8).during },
    ]);
  });

  it("stay where they were moved alone, and in the way of what would overlap them (case 11)", () => {
    const moved = standing(24, { isEdited: true, during: opening(25, 5, 8).during, slots: [slotOn(25, 5, 6)] });
    expect(plan([moved], [opening(24), opening(25), opening(26)], { answer: move })).toEqual({
      ...nothing,
      make: [opening(26)],
    });
  });
});

describe("openings with booked slots", () => {
  it("stay with them when that is the answer, and in the way of what would overlap them", () => {
    const booked = standing(24, { slots: [early] });
    expect(plan([booked], [opening(24, 6, 12), opening(25)])).toEqual({
      ...nothing,
      keep: [booked],
      make: [opening(25)],
      fates: [{ slotId: early.id, occurrenceId: booked.id, effect: "kept" }],
    });
  });

  it("take them along to another hour of the same day", () => {
    const booked = standing(24, { slots: [early] });
    const later = opening(24, 6, 12);
    expect(plan([booked], [later], { answer: move })).toEqual({
      ...nothing,
      remove: [booked.id],
      make: [later],
      fates: [
        {
          slotId: early.id,
          occurrenceId: booked.id,
          effect: "moved",
          to: { originalLocalStart: later.originalLocalStart, during: slotOn(24, 6, 7).during },
        },
      ],
    });
  });

  it("keep those that still fit when only their length changes", () => {
    const booked = standing(24, { slots: [early, late] });
    const { fates, change } = plan([booked], [opening(24, 5, 10)], { answer: move });
    expect(change).toEqual([{ id: booked.id, during: opening(24, 5, 10).during }]);
    expect(fates).toEqual([
      { slotId: early.id, occurrenceId: booked.id, effect: "kept" },
      {
        slotId: late.id,
        occurrenceId: booked.id,
        effect: "orphaned",
        reason: "Core is then open Tue 24 Nov 06:00–11:00 CET.",
      },
    ]);
  });

  it("stay for an orphan when that is the answer, with all the slots in them", () => {
    const booked = standing(24, { slots: [early, late] });
    const kept = plan([booked], [opening(24, 5, 10)], { answer: { slots: "move", orphans: "keep" } });
    expect(kept).toMatchObject({ keep: [booked], change: [], make: [] });
    expect(kept.fates.map(({ effect }) => effect)).toEqual(["kept", "kept"]);
  });

  it("leave the record behind when an orphan is given up", () => {
    const booked = standing(24, { slots: [late] });
    const given = plan([booked], [], { answer: { slots: "move", orphans: "cancel" } });
    expect(given).toMatchObject({ remove: [], cancel: [booked.id] });
    expect(given.fates[0]?.reason).toBe("Core does not open on Tue 24 Nov any more.");
  });

  it("stay while a slot in them runs that could not go along", () => {
    const running = slotOn(24, 5, 6, { status: "open" });
    const booked = standing(24, { slots: [running, late] });
    const answer: PlanAnswer = { slots: "move", orphans: "cancel" };
    expect(plan([booked], [opening(24, 6, 12)], { answer }).keep).toEqual([booked]);
    expect(plan([booked], [opening(24, 5, 12)], { answer }).fates.map(({ effect }) => effect)).toEqual([
      "kept",
      "kept",
    ]);
  });

  it("end the holds in them that would not stand where their holder sees them", () => {
    const held = slotOn(24, 5, 6, { status: "held" });
    const rows = [standing(24, { slots: [held] })];
    expect(plan(rows, [opening(24, 6, 12)], { answer: move })).toMatchObject({
      endedHolds: [held.id],
      fates: [],
      cancel: ["occurrence-24"],
    });
    expect(plan(rows, [opening(24, 5, 12)], { answer: move }).endedHolds).toEqual([]);
  });

  it("orphan slots whose new place another opening takes that stays", () => {
    const stays = standing(24, { isEdited: true, during: opening(24, 8, 9).during });
    const booked = standing(25, {
      originalLocalStart: "2026-11-24T18:00",
      during: opening(24, 17, 19).during,
      slots: [slotOn(24, 17, 18)],
    });
    const wanted = { ...opening(24, 8, 10), originalLocalStart: "2026-11-24T18:00" };
    expect(plan([stays, booked], [wanted], { answer: move }).fates[0]?.reason).toBe(
      "Another opening of Core stays where it would go.",
    );
  });
});

describe("whatever stands and whatever the rule gives", () => {
  const hours = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 6 }));
  const days = fc.uniqueArray(fc.integer({ min: 24, max: 29 }), { maxLength: 6 });
  const openings = fc
    .tuple(days, hours)
    .map(([chosen, [from, length]]) => chosen.map((day) => opening(day, from, from + length)));
  const rows = fc
    .tuple(
      openings,
      fc.array(fc.constantFrom("free", "booked", "running", "held", "edited", "cancelled"), {
        minLength: 6,
        maxLength: 6,
      }),
    )
    .map(([list, kinds]) =>
      list.map(({ originalLocalStart, during }, index): StandingOccurrence => {
        const day = during.start.getUTCDate();
        const [from, until] = [during.start.getUTCHours(), during.end.getUTCHours()];
        const kind = kinds[index];
        const status = kind === "running" ? "open" : kind === "held" ? "held" : "booked";
        const slots = ["booked", "running", "held"].includes(kind ?? "")
          ? [slotOn(day, from, Math.min(until, from + 1), { status })]
          : [];
        return standing(day, {
          originalLocalStart,
          during,
          slots,
          isEdited: kind === "edited" || kind === "cancelled",
          status: kind === "cancelled" ? "cancelled" : "scheduled",
        });
      }),
    );

  it("nothing overlaps afterwards, every slot has a fate, and whatever is not an orphan lies in an opening", () => {
    fc.assert(
      fc.property(
        rows,
        openings,
        fc.constantFrom(...orphanAnswers),
        fc.integer({ min: 1, max: 2 }),
        (stand, given, orphans, lanes) => {
          const done = planOccurrences(stand, {
            openings: given,
            lanes,
            answer: { slots: "move", orphans },
            facts: fateFacts,
          });
          const changed = new Map(done.change.map(({ id, during }) => [id, during]));
          const gone = [...done.remove, ...done.cancel];
          const after = [
            ...stand
              .filter(({ id, status }) => (status === "scheduled" && !gone.includes(id)) || done.reopen.includes(id))
              .map((each) => ({ start: each.originalLocalStart, during: changed.get(each.id) ?? each.during })),
            ...done.make.map((each) => ({ start: each.originalLocalStart, during: each.during })),
          ];
          for (const [index, one] of after.entries())
            for (const other of after.slice(index + 1)) expect(overlaps(one.during, other.during)).toBe(false);
          for (const occurrence of stand) {
            for (const slot of occurrence.slots) {
              const fate = done.fates.find(({ slotId }) => slotId === slot.id);
              if (fate?.effect === "orphaned" || done.endedHolds.includes(slot.id)) {
                // What is given up stays on the record, and its opening with it.
                expect(done.remove).not.toContain(occurrence.id);
                continue;
              }
              const during = fate?.to?.during ?? slot.during;
              const start = fate?.to?.originalLocalStart ?? occurrence.originalLocalStart;
              const home = after.find((each) => each.start === start);
              expect([slot.id, fate?.effect, home !== undefined && encloses(home.during, during)]).toEqual([
                slot.id,
                fate?.effect,
                true,
              ]);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
