import { describe, expect, it } from "vitest";
import type { FreezeRule } from "@/lib/domain/freeze";
import { type ComingDeparture, departuresAsPlaces, type TrainTerms } from "./departures-as-places";

const at = (day: number, hour = 6) => new Date(Date.UTC(2026, 11, day, hour));
const now = at(1);
const ticket = {
  releaseId: "r",
  serviceId: "checkout",
  teamId: "payments",
  kind: "feature" as const,
  hotfix: false,
  trainId: "weekly",
  departureId: "d8",
};
const other = { releaseId: "x", serviceId: "ledger", teamId: "payments", kind: "feature" as const, hotfix: false };

/** Leaves on a day of December at six and has arrived at ten; cut-off four days before, QA exit the day before. */
function departure(day: number, more: Partial<ComingDeparture> = {}): ComingDeparture {
  return {
    id: `d${day}`,
    status: "scheduled",
    cutOffAt: at(day - 4, 16),
    qaExitAt: at(day - 1, 14),
    qaExitDone: false,
    departsAt: at(day),
    arrivesAt: at(day, 10),
    holdUntil: null,
    capacity: null,
    aboard: [],
    ...more,
  };
}

function train(departures: readonly ComingDeparture[], more: Partial<TrainTerms> = {}): TrainTerms {
  return {
    id: "weekly",
    name: "Weekly",
    isArchived: false,
    missed: "next_departure",
    missedTrainId: null,
    holdMinutes: 240,
    holdThen: "ask",
    asksAcceptance: true,
    environmentIds: ["staging", "production"],
    departures,
    ...more,
  };
}

function places(trains: readonly TrainTerms[], freezes: readonly FreezeRule[] = [], who = ticket, when = now) {
  return departuresAsPlaces(who, { trains: new Map(trains.map((each) => [each.id, each])), freezes }, when);
}

const freeze = (start: Date, end: Date, more: Partial<FreezeRule> = {}): FreezeRule => ({
  freezeId: "f",
  name: "Freeze",
  grade: "closed",
  during: { start, end },
  zone: "UTC",
  scope: { environmentIds: null, teamIds: null, serviceIds: null },
  ...more,
});

describe("departures as places", () => {
  it("ask for acceptance by QA exit and for everything by the end of the slots", () => {
    const [own] = places([train([departure(8)])]);
    expect(own).toMatchObject({ key: "d8", isBooked: true, at: at(8), readyBy: at(8, 10) });
    expect(own?.departure).toEqual({ acceptedBy: at(7, 14), ifNotAccepted: null, ifNotReady: null });
  });

  it("ask for acceptance by the end alone once QA exit is done, and where no environment asks for it", () => {
    for (const each of [train([departure(8, { qaExitDone: true })]), train([departure(8)], { asksAcceptance: false })])
      expect(places([each])[0]?.departure?.acceptedBy).toEqual(at(8, 10));
  });

  it("are those whose cut-off is still to come when the ticket is moved: each reason to miss has its own", () => {
    // Every day one: on the 7th at 14:00 the cut-off of the 11th is the next, on the 8th at 10:00 that of the 12th.
    const daily = Array.from({ length: 12 }, (_, n) => departure(8 + n));
    const list = places([train(daily)]);
    expect(list[0]?.departure).toMatchObject({ ifNotAccepted: "d11", ifNotReady: "d12" });
    expect(list.map(({ key }) => key)).not.toContain("d9");
    expect(list.filter(({ isBooked }) => isBooked)).toHaveLength(1);
  });

  it("pass by what is full, carries the same service already or does not take place", () => {
    const list = places([
      train([
        departure(8),
        departure(15, { capacity: 1, aboard: [other] }),
        departure(16, { aboard: [{ ...other, serviceId: "checkout" }] }),
        departure(17, { status: "skipped" }),
        departure(18, { capacity: 1 }),
      ]),
    ]);
    expect(list.map(({ key }) => key)).toEqual(["d8", "d18"]);
  });

  it("take a hotfix beyond their capacity", () => {
    const full = departure(15, { capacity: 1, aboard: [other] });
    const list = places([train([departure(8), full])], [], { ...ticket, hotfix: true });
    expect(list.map(({ key }) => key)).toEqual(["d8", "d15"]);
  });

  it("end with their own where the train asks what becomes of whoever misses it", () => {
    expect(places([train([departure(8), departure(15)], { missed: "ask" })])).toHaveLength(1);
  });

  it("go on with the train that takes what misses this one, and then by that train's policy", () => {
    const named = { missed: "named_train" as const, missedTrainId: "night" };
    const nights = [departure(12), departure(20)].map((each) => ({ ...each, id: `n${each.id}` }));
    const night = train(nights, { id: "night", name: "Night", missed: "ask" });
    const list = places([train([departure(8), departure(15)], named), night]);
    expect(list.map(({ key, label }) => [key, label])).toEqual([
      ["d8", "Weekly"],
      ["nd12", "Night"],
    ]);
    expect(places([train([departure(8)], named), { ...night, isArchived: true }])).toHaveLength(1);
  });

  it("leave when the freeze is over that closes for anything aboard anywhere on the way, and their slots move along", () => {
    const hit = departure(8, { aboard: [other] });
    const ofLedger = freeze(at(8, 0), at(9, 0), {
      scope: { environmentIds: ["staging"], teamIds: null, serviceIds: ["ledger"] },
    });
    expect(places([train([hit])], [ofLedger])[0]).toMatchObject({ at: at(9, 0), readyBy: at(9, 4) });
    expect(places([train([departure(8)])], [ofLedger])[0]).toMatchObject({ at: at(8), readyBy: at(8, 10) });
    const trainsOnly = freeze(at(8, 0), at(9, 0), { grade: "no_train" });
    expect(places([train([hit])], [trainsOnly])[0]).toMatchObject({ at: at(9, 0) });
  });

  it("take nobody when their hold policy cancels them before the freeze is over", () => {
    const long = freeze(at(8, 0), at(9, 0));
    const [own] = places([train([departure(8), departure(15)], { holdThen: "cancel" })], [long]);
    expect(own).toMatchObject({ at: at(9, 0), readyBy: at(8, 10) });
    expect(own?.departure?.ifNotReady).toBe("d15");
    const short = freeze(at(8, 0), at(8, 8));
    expect(places([train([departure(8)], { holdThen: "cancel" })], [short])[0]).toMatchObject({ at: at(8, 8) });
  });

  it("that are held past their time leave now at the earliest; those on their way have until they arrive", () => {
    const held = departure(8, { status: "held", qaExitDone: true });
    expect(places([train([held])], [], ticket, at(8, 9))[0]).toMatchObject({ at: at(8, 9), readyBy: at(8, 13) });
    const departed = departure(8, { status: "departed", qaExitDone: true });
    expect(places([train([departed])], [], ticket, at(8, 9))[0]).toMatchObject({ at: at(8, 9), readyBy: at(8, 10) });
  });

  it("are none when its departure is not among those that are coming", () => {
    expect(places([train([departure(15)])])).toEqual([]);
  });
});
