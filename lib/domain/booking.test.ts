import { describe, expect, it } from "vitest";
import { decideBooking, decideCancel, decideHold, decideMove, holdMinutes } from "./booking";
import type { BookingFacts, OwnSlot, Wish } from "./booking-facts";
import { slotStates } from "./slot-state";
import { booked, dora, facts, hold, ledgerSlot, monday, thursday, tuesday, web, wish } from "./testing/booking-example";
import { at, freeze, range } from "./testing/slot-example";

const holdWith = (change: Partial<Wish>, given: Partial<BookingFacts> = {}, now = monday) =>
  decideHold(dora, { ...wish, ...change }, { ...facts, ...given }, now);
const refusal = (code: string, more: Record<string, unknown> = {}) => ({ ok: false, refusal: { code, ...more } });

describe("holding a place", () => {
  it("is granted in free room, for ten minutes", () => {
    expect(holdWith({})).toEqual({
      ok: true,
      value: {
        occurrenceId: tuesday.id,
        lane: 1,
        during: wish.during,
        heldUntil: new Date(monday.getTime() + holdMinutes * 60_000),
      },
    });
  });

  it("may touch its neighbours and fill the opening to its end", () => {
    expect(holdWith({ during: range("24T07:00", "24T11:00") }).ok).toBe(true);
    expect(holdWith({ lane: 2, during: tuesday.during }).ok).toBe(true);
  });

  it("may end with an opening whose end is off the grid", () => {
    const odd = { ...tuesday, during: range("24T05:00", "24T10:50") };
    expect(holdWith({ during: range("24T10:30", "24T10:50") }, { occurrences: [odd] }).ok).toBe(true);
  });

  it.each<[string, Partial<Wish>, string, string | undefined]>([
    ["before the opening", { during: range("24T04:30", "24T06:00"), lane: 2 }, "outside_window", undefined],
    ["beyond the opening", { during: range("24T10:00", "24T11:30") }, "outside_window", undefined],
    ["in an opening that does not exist", { occurrenceId: "gone" }, "outside_window", undefined],
    ["in no opening", { occurrenceId: null }, "outside_window", undefined],
    ["off the grid at its start", { during: range("24T07:10", "24T09:00") }, "invalid_input", "during.start"],
    ["off the grid at its end", { during: range("24T07:00", "24T08:45") }, "invalid_input", "during.end"],
    ["that ends when it starts", { during: range("24T07:00", "24T07:00") }, "invalid_input", "during.end"],
    ["that ends before it starts", { during: range("24T09:00", "24T07:00") }, "invalid_input", "during.end"],
    ["in lane 0", { lane: 0 }, "invalid_input", "lane"],
    ["in lane 3 of 2", { lane: 3 }, "invalid_input", "lane"],
    ["in lane 1.5", { lane: 1.5 }, "invalid_input", "lane"],
    ["that is taken", { during: range("24T06:30", "24T08:00") }, "lane_taken", undefined],
  ])("is refused %s", (_, change, code, field) => {
    expect(holdWith(change)).toMatchObject(refusal(code, field === undefined ? {} : { field }));
  });

  it("is refused in a cancelled opening", () => {
    const cancelled = { ...tuesday, status: "cancelled" as const };
    expect(holdWith({}, { occurrences: [cancelled, thursday] })).toMatchObject(
      refusal("outside_window", { nextOpen: thursday.during.start }),
    );
  });

  it("is refused in the past and within the lead time, granted at exactly the lead time", () => {
    expect(holdWith({}, {}, at("24T08:00"))).toMatchObject(refusal("in_the_past"));
    expect(holdWith({}, {}, at("24T06:01"))).toMatchObject(refusal("too_late"));
    expect(holdWith({}, {}, at("24T06:00")).ok).toBe(true);
  });

  it("is refused where another slot deploys the same service, in whichever lane", () => {
    const same = { ...ledgerSlot, services: [{ serviceId: "service-web", serviceName: "web" }] };
    const refused = holdWith({ lane: 2, during: range("24T06:00", "24T07:30") }, { slots: [same] });
    expect(refused).toMatchObject(
      refusal("service_taken", { message: "web is already deployed to Production Tue 24 Nov 06:00–08:00 CET." }),
    );
    expect(refused).toMatchObject({
      instead: [{ occurrenceId: tuesday.id, during: range("24T07:00", "24T08:30") }, {}],
    });
  });

  it("is refused to another team", () => {
    expect(holdWith({ teamId: "team-payments" })).toMatchObject({ ...refusal("forbidden"), instead: [] });
    expect(decideHold({ personId: "x", reach: [] }, { ...wish, teamId: null }, facts, monday)).toMatchObject(
      refusal("forbidden"),
    );
    expect(decideHold({ personId: "x", reach: "all" }, { ...wish, teamId: null }, facts, monday).ok).toBe(true);
  });

  it("needs no opening where an environment is open by default and the slot is no window's", () => {
    const dev = { ...facts, environment: { ...facts.environment, defaultOpen: true } };
    const anyTime = { ...wish, occurrenceId: null, during: range("24T02:10", "24T02:20") };
    expect(decideHold(dora, { ...anyTime, origin: "continuous" }, dev, monday).ok).toBe(true);
    expect(decideHold(dora, anyTime, dev, monday)).toMatchObject(refusal("outside_window"));
  });
});

describe("a freeze and a booking", () => {
  const thanksgiving = freeze(range("24T08:00", "26T08:00"));

  it("refuses a place that it touches anywhere, and names when it would pass", () => {
    expect(holdWith({}, { freezes: [thanksgiving] })).toMatchObject({
      ...refusal("in_freeze", { nextOpen: at("26T08:00"), rules: [{ kind: "freeze", name: "Thanksgiving freeze" }] }),
      instead: [{ occurrenceId: thursday.id, lane: 1, during: range("26T08:00", "26T10:00") }],
    });
  });

  it("does not look at the freeze that is in force when the booking is made (case 2)", () => {
    expect(holdWith({}, { freezes: [freeze(range("20T00:00", "24T00:00"))] }).ok).toBe(true);
  });

  it("grants a place that only touches it (case 1: it is in the future)", () => {
    expect(holdWith({ during: range("24T07:00", "24T08:00") }, { freezes: [thanksgiving] }).ok).toBe(true);
  });

  it("grants a hotfix in a freeze for all but hotfixes", () => {
    const graded = [{ ...thanksgiving, grade: "hotfix_only" as const }];
    expect(holdWith({}, { freezes: graded })).toMatchObject(refusal("in_freeze"));
    expect(holdWith({ releases: [{ ...web, kind: "hotfix" }] }, { freezes: graded }).ok).toBe(true);
  });
});

describe("the loser of a race", () => {
  it("is told the next free places (case 14)", () => {
    const refused = holdWith({ during: range("24T05:00", "24T07:00") });
    expect(refused).toMatchObject({
      ...refusal("lane_taken", { nextOpen: at("24T05:00") }),
      instead: [
        { occurrenceId: tuesday.id, lane: 2, during: range("24T05:00", "24T07:00") },
        { occurrenceId: thursday.id, lane: 1, during: range("26T05:00", "26T07:00") },
      ],
    });
  });
});

describe("confirming a hold", () => {
  const confirm = (
    slot: Partial<OwnSlot> = {},
    change: Partial<Pick<Wish, "teamId" | "releases">> = {},
    given: Partial<BookingFacts> = {},
    now = monday,
  ) => {
    const own = { ...ledgerSlot, ...hold, services: [] };
    const slots = [...facts.slots, own];
    return decideBooking(
      dora,
      { ...hold, ...slot },
      { teamId: "team-storefront", releases: [web], ...change },
      { ...facts, slots, ...given },
      now,
    );
  };

  it("books its place; its own hold is not in its way", () => {
    expect(confirm()).toEqual({ ok: true, value: { occurrenceId: tuesday.id, lane: 1, during: hold.during } });
  });

  it("is refused to anybody but its holder (case 15)", () => {
    expect(confirm({ heldBy: "max" })).toMatchObject(refusal("hold_of_another"));
  });

  it("is refused once the hold ran out, at its last instant too, with other places", () => {
    const late = hold.heldUntil as Date;
    expect(confirm({}, {}, {}, late)).toMatchObject({
      ...refusal("hold_expired"),
      instead: [{ occurrenceId: tuesday.id }, {}],
    });
    expect(confirm({}, {}, {}, new Date(late.getTime() - 1)).ok).toBe(true);
    expect(confirm({ status: "expired" })).toMatchObject(refusal("hold_expired"));
  });

  it.each(["booked", "open", "closed", "missed", "cancelled"] as const)(
    "is refused for a slot that is %s",
    (status) => {
      expect(confirm({ status })).toMatchObject(refusal("slot_not_live"));
    },
  );

  it("needs a release, of the slot's team, once per service, that can still leave", () => {
    const field = { field: "releases" };
    expect(confirm({}, { releases: [] })).toMatchObject(refusal("invalid_input", field));
    expect(confirm({}, { releases: [{ ...web, teamId: "team-payments" }] })).toMatchObject(
      refusal("invalid_input", field),
    );
    expect(confirm({}, { releases: [web, { ...web, releaseId: "other" }] })).toMatchObject(
      refusal("invalid_input", field),
    );
    for (const status of ["departing", "released", "rolled_back", "withdrawn"] as const) {
      expect(confirm({}, { releases: [{ ...web, status }] })).toMatchObject(refusal("wrong_state", field));
    }
    for (const status of ["draft", "with_qa", "with_dev", "accepted", "failed"] as const) {
      expect(confirm({}, { releases: [{ ...web, status }] }).ok).toBe(true);
    }
  });

  it("is refused for another team's release", () => {
    expect(confirm({}, { teamId: "team-payments", releases: [{ ...web, teamId: "team-payments" }] })).toMatchObject(
      refusal("forbidden"),
    );
  });

  it("is refused when a freeze came while the form was open", () => {
    expect(confirm({}, {}, { freezes: [freeze(range("24T00:00", "25T00:00"))] })).toMatchObject(refusal("in_freeze"));
  });

  it("does not lose the place to the lead time while the form is open", () => {
    const now = at("24T06:05");
    expect(confirm({ heldUntil: at("24T06:10") }, {}, {}, now).ok).toBe(true);
  });
});

describe("moving a booked slot", () => {
  const move = (to: Partial<Wish>, slot: OwnSlot = booked, by = dora) => {
    const slots = [...facts.slots, { ...ledgerSlot, id: booked.id, lane: 1, during: booked.during, services: [web] }];
    return decideMove(by, slot, { ...wish, ...to }, [web], { ...facts, slots }, monday);
  };

  it("goes anywhere free, over its own old place too", () => {
    expect(move({ during: range("24T07:30", "24T09:30") })).toMatchObject({
      ok: true,
      value: { during: range("24T07:30", "24T09:30") },
    });
    expect(move({ occurrenceId: thursday.id, during: range("26T05:00", "26T07:00"), lane: 2 })).toMatchObject({
      ok: true,
      value: { occurrenceId: thursday.id, lane: 2 },
    });
  });

  it("is refused where a booking would be", () => {
    expect(move({ during: range("24T06:00", "24T08:00") })).toMatchObject(refusal("lane_taken"));
    expect(move({ during: range("24T10:00", "24T12:00") })).toMatchObject(refusal("outside_window"));
  });

  it("is refused to other teams, and for a slot that is not booked", () => {
    expect(move({}, booked, { personId: "max", reach: ["team-payments"] })).toMatchObject(refusal("forbidden"));
    for (const status of slotStates.filter((state) => state !== "booked")) {
      expect(move({}, { ...booked, status })).toMatchObject(refusal("slot_not_live"));
    }
  });
});

describe("giving a slot up", () => {
  const max = { personId: "max", reach: ["team-payments"] };

  it("is for whoever may book for its team", () => {
    expect(decideCancel(dora, booked)).toEqual({ ok: true, value: { during: booked.during } });
    expect(decideCancel({ personId: "rita", reach: "all" }, booked).ok).toBe(true);
    expect(decideCancel(max, booked)).toMatchObject(refusal("forbidden"));
  });

  it("is for the holder alone while it is a hold", () => {
    expect(decideCancel(dora, hold).ok).toBe(true);
    expect(decideCancel({ personId: "rita", reach: "all" }, hold)).toMatchObject(refusal("hold_of_another"));
  });

  it.each(["open", "closed", "missed", "cancelled", "expired"] as const)(
    "is refused for a slot that is %s",
    (status) => {
      expect(decideCancel(dora, { ...booked, status })).toMatchObject(refusal("slot_not_live"));
    },
  );
});

describe("a window that is for some teams", () => {
  const payments = { id: "team-payments", name: "Payments" };
  const search = { id: "team-search", name: "Search" };
  const own = { id: "team-storefront", name: "Storefront" };
  const reserved = (...bookers: (typeof own)[]) => [{ ...tuesday, bookers }, thursday];

  it("is booked by them, and refused to others, who are told whose it is and where they can book", () => {
    expect(holdWith({}, { occurrences: reserved(payments, own) }).ok).toBe(true);
    const refused = holdWith({}, { occurrences: reserved(payments, search) });
    expect(refused).toMatchObject(refusal("not_a_booker", { nextOpen: thursday.during.start }));
    expect(refused.ok || refused.refusal.rules).toEqual([
      {
        kind: "window",
        id: "window-core",
        name: "Core",
        reason: "Core is for Payments and Search: other teams cannot book in it.",
      },
    ]);
  });

  it("is not booked by a hold made before, and not moved into", () => {
    const occurrences = reserved(payments);
    const booking = decideBooking(dora, hold, wish, { ...facts, occurrences }, monday);
    expect(booking).toMatchObject(refusal("not_a_booker"));
    const to = { occurrenceId: tuesday.id, lane: 2, during: range("24T07:00", "24T09:00") };
    expect(decideMove(dora, booked, to, [web], { ...facts, occurrences }, monday)).toMatchObject(
      refusal("not_a_booker"),
    );
  });

  it("is not held by somebody none of whose teams may book, whoever the slot is for", () => {
    const open = { teamId: null, releases: [] };
    expect(holdWith(open, { occurrences: reserved(payments) })).toMatchObject(refusal("not_a_booker"));
    expect(holdWith(open, { occurrences: reserved(payments, own) }).ok).toBe(true);
  });
});
