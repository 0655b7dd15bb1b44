import { describe, expect, it } from "vitest";
import type { BookingFacts } from "./booking-facts";
import { decideAboard, decideReservation } from "./reservation";
import { judgeDates, type SeriesDate } from "./slot-series";
import { booked, dora, facts, ledgerSlot, monday, tuesday, web, wish } from "./testing/booking-example";
import { noFacts, planOf, storefront } from "./testing/conflict-example";
import { freeze, range } from "./testing/slot-example";

const date = (start: string, end: string): SeriesDate => ({ originalLocalStart: start, during: range(start, end) });
const judge = (dates: SeriesDate[], given: Partial<BookingFacts> = {}) =>
  judgeDates(
    dates,
    { origin: "window", team: storefront, durationMinutes: 60 },
    { ...facts, ...given },
    planOf([], noFacts),
    monday,
  );

describe("the dates of a recurring booking", () => {
  it("stand in the lowest lane that is free, and say what speaks against them", () => {
    const [early, late] = judge([date("24T05:00", "24T06:00"), date("26T08:00", "26T09:00")]);
    expect(early?.place).toEqual({ occurrenceId: tuesday.id, lane: 2, during: range("24T05:00", "24T06:00") });
    expect(early?.warnings).toEqual([expect.stringContaining("when Storefront does not work")]);
    expect(late).toMatchObject({ place: { lane: 1 }, refusal: null, warnings: [] });
  });

  it("that clash say with whom, and what is free nearest", () => {
    const slots = [1, 2].map((lane) => ({
      ...ledgerSlot,
      id: `s${lane}`,
      lane,
      during: range("24T08:00", "24T09:00"),
      takenBy: "ledger 4.2.0",
    }));
    const [clash] = judge([date("24T08:00", "24T09:00")], { slots });
    expect(clash).toMatchObject({
      place: null,
      refusal: { code: "lane_taken", message: expect.stringContaining("ledger 4.2.0") },
      instead: { during: range("24T07:00", "24T08:00"), lane: 1 },
    });
  });

  it("outside every opening say which one is near, and find the nearest place in it", () => {
    const [outside, nowhere] = judge([date("24T10:30", "24T11:30"), date("28T08:00", "28T09:00")]);
    expect(outside).toMatchObject({
      refusal: {
        code: "outside_window",
        message: "Core is open Tue 24 Nov 06:00–12:00 CET; the slot must lie inside.",
      },
      instead: { during: range("24T10:00", "24T11:00") },
    });
    expect(nowhere?.refusal?.message).toBe("Production has no opening Sat 28 Nov 09:00–10:00 CET.");
  });

  it("in a freeze are refused, because nobody knows yet that it will be a hotfix", () => {
    const [frozen] = judge([date("24T08:00", "24T09:00")], {
      freezes: [freeze(range("24T00:00", "25T00:00"), { grade: "hotfix_only" })],
    });
    expect(frozen).toMatchObject({
      refusal: { code: "in_freeze" },
      instead: { during: { start: new Date("2026-11-26T05:00:00Z") } },
    });
  });

  it("never take each other's room, nor that of an alternative", () => {
    const both = [date("24T08:00", "24T09:00"), date("24T08:00", "24T09:00"), date("24T08:00", "24T09:00")];
    const places = judge(both).map(({ place, instead }) => place ?? instead);
    const keys = places.map((place) => `${place?.lane} ${place?.during.start.toISOString()}`);
    expect(new Set(keys).size).toBe(3);
  });
});

describe("a place that is booked before anybody knows what for", () => {
  it("is granted as a hold would be, to one's own team", () => {
    expect(decideReservation(dora, wish, facts, monday).ok).toBe(true);
    expect(decideReservation(dora, { ...wish, teamId: "team-payments" }, facts, monday)).toMatchObject({
      refusal: { code: "forbidden" },
    });
    expect(decideReservation(dora, { ...wish, during: range("24T06:00", "24T08:00") }, facts, monday)).toMatchObject({
      refusal: { code: "lane_taken" },
    });
  });
});

describe("choosing what a booked slot ships", () => {
  const aboard = (change = {}, given: Partial<BookingFacts> = {}, releases = [web]) =>
    decideAboard(dora, { ...booked, ...change }, releases, { ...facts, ...given }, monday);

  it("is for its team, as long as it is booked, also after its start", () => {
    expect(aboard().ok).toBe(true);
    expect(aboard({ during: range("23T11:00", "23T13:00") }).ok).toBe(true);
    expect(aboard({ teamId: "team-payments" })).toMatchObject({ refusal: { code: "forbidden" } });
    expect(aboard({ status: "open" })).toMatchObject({ refusal: { code: "slot_not_live" } });
    expect(aboard({}, {}, [])).toMatchObject({ refusal: { code: "invalid_input", field: "releases" } });
  });

  it("is refused in a freeze that hits the release, and beside another slot of its service", () => {
    const frozen = { freezes: [freeze(range("24T00:00", "25T00:00"), { grade: "hotfix_only" as const })] };
    expect(aboard({}, frozen)).toMatchObject({ refusal: { code: "in_freeze" } });
    expect(aboard({}, frozen, [{ ...web, kind: "hotfix" }]).ok).toBe(true);
    const twin = { ...ledgerSlot, lane: 2, during: range("24T08:00", "24T10:00"), services: [web] };
    expect(aboard({}, { slots: [twin] })).toMatchObject({ refusal: { code: "service_taken" } });
  });
});
