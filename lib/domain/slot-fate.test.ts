import { describe, expect, it } from "vitest";
import { type ChangedOpening, type FateFacts, fatesOf } from "./slot-fate";
import { fateFacts, opening, slotOn } from "./testing/opening-example";
import { at, freeze, range } from "./testing/slot-example";

const hour = 3_600_000;
const unchanged: ChangedOpening = { ...opening(24), lanes: 2, shiftMs: 0, isAnother: false };
const anHourLater: ChangedOpening = { ...opening(24, 6, 12), lanes: 2, shiftMs: hour, isAnother: false };
const slot = slotOn(24, 7, 9);

function fateOf(changed: ChangedOpening | undefined, more: Partial<FateFacts> = {}, change = {}) {
  const { fates } = fatesOf(
    { id: "occurrence-24", slots: [{ ...slot, ...change }] },
    changed,
    { ...fateFacts, ...more },
    "Core is gone.",
  );
  return fates[0];
}

describe("a booked slot in an opening that changes", () => {
  it("is kept where it still fits, and goes along by the same time as its opening", () => {
    expect(fateOf(unchanged)?.effect).toBe("kept");
    expect(fateOf(anHourLater)).toMatchObject({ effect: "moved", to: { during: range("24T08:00", "24T10:00") } });
  });

  it("goes over into another opening that stands at the same time", () => {
    const other = { ...unchanged, originalLocalStart: "2026-11-24T05:00", isAnother: true };
    expect(fateOf(other)).toMatchObject({
      effect: "moved",
      to: { originalLocalStart: "2026-11-24T05:00", during: slot.during },
    });
  });

  it.each([
    ["there is no opening any more", undefined, {}, {}, "Core is gone."],
    [
      "the opening ends too early",
      { ...unchanged, ...opening(24, 5, 8) },
      {},
      {},
      "Core is then open Tue 24 Nov 06:00–09:00 CET.",
    ],
    [
      "its lane is gone",
      { ...unchanged, lanes: 1 },
      {},
      { lane: 2 },
      "Core has then one lane, and it stands in lane 2.",
    ],
    ["it would start in the past", anHourLater, { now: at("24T08:30") }, {}, "It would start in the past."],
    [
      "it would lie in a freeze",
      anHourLater,
      { freezes: [freeze(range("24T09:00", "24T20:00"))] },
      {},
      "It would lie in Thanksgiving freeze (Tue 24 Nov 10:00–21:00 CET).",
    ],
    [
      "its service is deployed by another slot then",
      anHourLater,
      { taken: [{ serviceId: "service-web", during: range("24T09:30", "24T11:00") }] },
      {},
      "web is already deployed by another slot then.",
    ],
    ["it runs already", anHourLater, {}, { status: "open" as const }, "It is open already and cannot move."],
  ])("is orphaned when %s", (_, changed, facts, change, reason) => {
    expect(fateOf(changed, facts, change)).toMatchObject({ effect: "orphaned", reason });
  });

  it("goes along within a freeze that hits it already", () => {
    const facts = { freezes: [freeze(range("24T05:00", "24T20:00"))] };
    expect(fateOf(anHourLater, facts)?.effect).toBe("moved");
  });

  it("where it stays, no freeze and no other slot is asked: it was there before", () => {
    const facts = {
      freezes: [freeze(range("24T05:00", "24T20:00"))],
      taken: [{ serviceId: "service-web", during: slot.during }],
    };
    expect(fateOf(unchanged, facts)?.effect).toBe("kept");
  });
});

it("a hold ends unless it stands exactly where its holder sees it", () => {
  const held = { id: "occurrence-24", slots: [{ ...slot, status: "held" as const }] };
  expect(fatesOf(held, unchanged, fateFacts, "")).toEqual({ fates: [], endedHolds: [] });
  for (const changed of [anHourLater, { ...unchanged, isAnother: true }, undefined])
    expect(fatesOf(held, changed, fateFacts, "")).toEqual({ fates: [], endedHolds: [slot.id] });
});
