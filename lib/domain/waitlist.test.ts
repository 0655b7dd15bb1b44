import { describe, expect, it } from "vitest";
import type { BookingFacts } from "./booking-facts";
import { dora, facts, ledgerSlot, monday, tuesday, web } from "./testing/booking-example";
import { at, freeze, range } from "./testing/slot-example";
import { decideJoin, findOffer, isOver, type WaitingWish } from "./waitlist";

const wish: WaitingWish = {
  windowId: "window-core",
  teamId: "team-storefront",
  release: web,
  durationMinutes: 120,
  within: range("24T05:00", "24T11:00"),
};
const refusedWith = (code: string, field?: string) => ({ ok: false, refusal: { code, ...(field ? { field } : {}) } });
/** Both lanes full but for what is left out. */
const full = (...slots: Parameters<typeof range>[]) =>
  slots.map(([start, end], index) => ({
    ...ledgerSlot,
    id: `full ${index}`,
    lane: index + 1,
    during: range(start, end),
  }));
const offer = (
  given: Partial<BookingFacts>,
  change: Partial<WaitingWish> = {},
  now = monday,
  passed = [] as Parameters<typeof findOffer>[1],
) => findOffer({ ...wish, ...change }, passed, { ...facts, ...given }, now);

describe("joining the line", () => {
  it("is for one's own teams and their releases, for a time that can still come", () => {
    expect(decideJoin(dora, wish, monday).ok).toBe(true);
    expect(decideJoin(dora, { ...wish, release: null }, monday).ok).toBe(true);
    expect(decideJoin(dora, { ...wish, teamId: "team-payments" }, monday)).toMatchObject(refusedWith("forbidden"));
    const stranger = { ...web, teamId: "team-payments" };
    expect(decideJoin(dora, { ...wish, release: stranger }, monday)).toMatchObject(
      refusedWith("invalid_input", "releaseId"),
    );
    const gone = { ...web, status: "released" as const };
    expect(decideJoin(dora, { ...wish, release: gone }, monday)).toMatchObject(refusedWith("wrong_state", "releaseId"));
    expect(decideJoin(dora, { ...wish, durationMinutes: 361 }, monday)).toMatchObject(
      refusedWith("invalid_input", "within.end"),
    );
    expect(decideJoin(dora, wish, at("24T09:00"))).toMatchObject(refusedWith("in_the_past", "within.end"));
  });

  it("is over once nothing that falls free could be used any more", () => {
    expect(isOver(wish, at("24T08:55"))).toBe(false);
    expect(isOver(wish, at("24T08:56"))).toBe(true);
  });
});

describe("what is offered", () => {
  it("is the earliest room in the wished window and time, for half an hour", () => {
    expect(offer({ slots: full(["24T05:00", "24T08:00"], ["24T05:00", "24T11:00"]) })).toEqual({
      place: { occurrenceId: tuesday.id, lane: 1, during: range("24T08:00", "24T10:00") },
      until: new Date(monday.getTime() + 30 * 60_000),
    });
  });

  it("is nothing outside of the wish: another window, another day, too little room, a freeze", () => {
    expect(offer({}, { windowId: "another" })).toBeUndefined();
    expect(offer({ slots: full(["24T05:00", "24T11:00"], ["24T05:00", "24T11:00"]) })).toBeUndefined();
    expect(offer({ slots: full(["24T05:00", "24T09:30"], ["24T05:00", "24T11:00"]) })).toBeUndefined();
    expect(offer({ freezes: [freeze(range("24T00:00", "25T00:00"))] })).toBeUndefined();
    expect(offer({}, { windowId: null })).toBeDefined();
  });

  it("is nothing before its release has run long enough at the stop before", () => {
    const slots = full(["24T05:00", "24T07:00"], ["24T05:00", "24T11:00"]);
    expect(offer({ slots })?.place.during).toEqual(range("24T07:00", "24T09:00"));
    expect(offer({ slots, soakUntil: at("24T08:20") })?.place.during.start).toEqual(at("24T08:30"));
    expect(offer({ slots, soakUntil: at("24T09:20") })).toBeUndefined();
  });

  it("can be taken until its lead time at the latest, and is nothing when that leaves no five minutes", () => {
    // Core asks for an hour.
    const only = { within: range("24T08:00", "24T10:00") };
    expect(offer({ slots: [] }, only, at("24T06:50"))?.until).toEqual(at("24T07:00"));
    expect(offer({ slots: [] }, only, at("24T06:55"))?.until).toEqual(at("24T07:00"));
    expect(offer({ slots: [] }, only, at("24T06:56"))).toBeUndefined();
  });

  it("is never again what was let pass, in any lane; another time is", () => {
    const passed = [{ occurrenceId: tuesday.id, during: range("24T05:00", "24T07:00") }];
    expect(offer({ slots: [] }, {}, monday, passed)?.place.during).toEqual(range("24T07:00", "24T09:00"));
    expect(offer({ slots: [] }, { within: range("24T05:00", "24T08:00") }, monday, passed)).toBeUndefined();
  });
});
