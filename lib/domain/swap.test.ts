import { describe, expect, it } from "vitest";
import type { BookingFacts } from "./booking-facts";
import { decideSwap, type SwapSide } from "./swap";
import { booked, dora, facts, monday, thursday, tuesday, web } from "./testing/booking-example";
import { at, freeze, range } from "./testing/slot-example";

const ledger = {
  ...web,
  releaseId: "release-ledger",
  serviceId: "service-ledger",
  serviceName: "ledger",
  teamId: "team-payments",
};
const own: SwapSide = {
  slot: { ...booked, id: "web", environmentId: "production" },
  releases: [web],
  booker: dora,
  name: "web 2026.47",
};
const other: SwapSide = {
  slot: {
    ...own.slot,
    id: "ledger",
    occurrenceId: thursday.id,
    lane: 2,
    during: range("26T05:00", "26T06:00"),
    teamId: "team-payments",
  },
  releases: [ledger],
  booker: { personId: "max", reach: ["team-payments"] },
  name: "ledger 4.2.0",
};
const standing = [own, other].map(({ slot, releases }) => ({ ...slot, services: releases }));
const swap = (given: Partial<BookingFacts> = {}, a: Partial<SwapSide> = {}, b: Partial<SwapSide> = {}, now = monday) =>
  decideSwap({ ...own, ...a }, { ...other, ...b }, { ...facts, slots: standing, ...given }, now);
const refusedWith = (code: string, message?: RegExp) => ({
  ok: false,
  refusal: { code, ...(message ? { message: expect.stringMatching(message) } : {}) },
});

describe("two slots change places", () => {
  it("exactly: opening, lane and time", () => {
    expect(swap()).toEqual({
      ok: true,
      value: {
        slot: { occurrenceId: thursday.id, lane: 2, during: range("26T05:00", "26T06:00") },
        forSlot: { occurrenceId: tuesday.id, lane: 1, during: range("24T07:00", "24T09:00") },
      },
    });
  });

  it("each judged as a move: freezes, lead time, services, and the refusal says which of the two", () => {
    const frozen = freeze(range("26T00:00", "27T00:00"), {
      scope: { environmentIds: null, teamIds: null, serviceIds: ["service-web"] },
    });
    expect(swap({ freezes: [frozen] })).toMatchObject(refusedWith("in_freeze", /^web 2026.47 cannot go there/));
    expect(swap({}, {}, {}, at("24T06:30"))).toMatchObject(refusedWith("too_late", /^ledger 4.2.0 cannot go there/));
    const third = {
      ...standing[0],
      id: "third",
      lane: 3,
      during: range("26T05:00", "26T07:00"),
      occurrenceId: thursday.id,
      services: [web],
    };
    expect(swap({ slots: [...standing, third as (typeof standing)[0]] })).toMatchObject(refusedWith("service_taken"));
  });

  it("only of two teams in one environment, both booked, each by somebody who may", () => {
    expect(swap({}, {}, { slot: { ...other.slot, teamId: "team-storefront" } })).toMatchObject(
      refusedWith("invalid_input"),
    );
    expect(swap({}, {}, { slot: { ...other.slot, environmentId: "staging" } })).toMatchObject(
      refusedWith("invalid_input"),
    );
    expect(swap({}, { slot: { ...own.slot, status: "open" } })).toMatchObject(refusedWith("slot_not_live"));
    expect(swap({}, {}, { booker: dora })).toMatchObject(refusedWith("forbidden"));
  });
});
