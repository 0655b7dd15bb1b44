import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps } from "@/lib/time/range";
import type { BookedRelease } from "./booking-facts";
import { facts, monday, thursday, web } from "./testing/booking-example";
import { at, exception, freeze, range } from "./testing/slot-example";
import { inThawOrder, isThawed, nextGreen, type PostponedSlot, planThaw, planThaws, type Thaw } from "./thaw";

const minuteMs = 60_000;
const release = (name: string, change: Partial<BookedRelease> = {}): BookedRelease => ({
  ...web,
  releaseId: `release-${name}`,
  serviceId: `service-${name}`,
  serviceName: name,
  ...change,
});
const postponed = (name: string, change: Partial<PostponedSlot> = {}): PostponedSlot => ({
  id: name,
  environmentId: "production",
  during: range("20T07:00", "20T08:00"),
  occurrenceId: "occurrence-last-week",
  origin: "window",
  teamId: "team-storefront",
  releases: [release(name)],
  ...change,
});
const thaw: Thaw = { facts, starts: [], perHour: 4 };

describe("a postponed slot", () => {
  const frozen = (change: object = {}) => [freeze(range("20T00:00", "24T00:00"), change)];

  it("is let go when its freeze is over, was lifted, or hits it no more", () => {
    const slot = postponed("web");
    expect(isThawed(slot, frozen(), at("23T23:59"))).toBe(false);
    expect(isThawed(slot, frozen(), at("24T00:00"))).toBe(true);
    expect(isThawed(slot, [], at("23T12:00"))).toBe(true);
    expect(isThawed(slot, frozen({ grade: "no_train" }), at("23T12:00"))).toBe(true);
    const elsewhere = { environmentIds: ["staging"], teamIds: null, serviceIds: null };
    expect(isThawed(slot, frozen({ scope: elsewhere }), at("23T12:00"))).toBe(true);
  });

  it("is let go by an exception, in its time box", () => {
    const exceptions = [{ ...exception, during: range("23T10:00", "23T14:00") }];
    expect(isThawed(postponed("web"), frozen({ exceptions }), at("23T12:00"))).toBe(true);
    expect(isThawed(postponed("web"), frozen({ exceptions }), at("23T14:00"))).toBe(false);
  });

  it("goes in the order in which it would have left, hotfixes first", () => {
    const late = postponed("late", { during: range("21T07:00", "21T08:00") });
    const hotfix = postponed("hotfix", {
      during: range("22T07:00", "22T08:00"),
      releases: [release("a"), release("b", { kind: "hotfix" })],
    });
    expect(inThawOrder([late, postponed("b"), hotfix, postponed("a")]).map(({ id }) => id)).toEqual([
      "hotfix",
      "a",
      "b",
      "late",
    ]);
  });
});

describe("the pace of a thaw (case 8)", () => {
  it("keeps an hour divided by its number between any two starts", () => {
    expect(nextGreen([], 4, at("24T07:00"))).toEqual(at("24T07:00"));
    expect(nextGreen([at("24T07:00")], 4, at("24T07:00"))).toEqual(at("24T07:15"));
    expect(nextGreen([at("24T07:10")], 4, at("24T07:00"))).toEqual(at("24T07:25"));
    expect(nextGreen([at("24T07:00"), at("24T07:20")], 4, at("24T07:04"))).toEqual(at("24T07:35"));
    expect(nextGreen([at("24T07:00")], 1, at("24T07:59"))).toEqual(at("24T08:00"));
  });

  it("whatever waits: no hour has more starts, no two places are one, and each is the earliest that was left", () => {
    const count = fc.integer({ min: 1, max: 12 });
    const length = fc.constantFrom(30, 60, 120);
    fc.assert(
      fc.property(fc.array(length, { minLength: 1, maxLength: 12 }), count, (lengths, perHour) => {
        const slots = lengths.map((minutes, index) =>
          postponed(`service-${index}`, {
            during: { start: at("20T07:00"), end: new Date(at("20T07:00").getTime() + minutes * minuteMs) },
          }),
        );
        const places = [...planThaws(slots, { ...thaw, perHour }, monday).values()].filter(
          (place) => place !== undefined,
        );
        const starts = places.map(({ during }) => during.start.getTime()).sort((a, b) => a - b);
        starts.forEach((start, index) => {
          const withinHour = starts.slice(index).filter((other) => other < start + 60 * minuteMs);
          expect(withinHour.length).toBeLessThanOrEqual(perHour);
        });
        places.forEach((one, index) => {
          for (const other of places.slice(index + 1)) {
            const together = one.occurrenceId === other.occurrenceId && one.lane === other.lane;
            expect(together && overlaps(one.during, other.during)).toBe(false);
          }
        });
      }),
    );
  });
});

describe("planning again", () => {
  const places = (slots: PostponedSlot[], change: Partial<Thaw> = {}) =>
    [...planThaws(slots, { ...thaw, ...change }, monday)].map(([id, place]) => [id, place?.during.start]);

  it("takes the next free place, never the same minute twice, and counts what is planned already", () => {
    // On Tuesday lane 1 is taken until 07:00 and lane 2 is free; the grid is half an hour.
    expect(places(["a", "b", "c", "d"].map((name) => postponed(name)))).toEqual([
      ["a", at("24T05:00")],
      ["b", at("24T06:00")],
      ["c", at("24T07:00")],
      ["d", at("24T07:30")],
    ]);
    expect(places([postponed("a")], { starts: [at("24T05:00")] })).toEqual([["a", at("24T05:30")]]);
    expect(places([postponed("a")], { starts: [at("24T05:00")], perHour: 1 })).toEqual([["a", at("24T06:00")]]);
  });

  it("goes around another freeze, and around its own while that stands", () => {
    const audit = freeze(range("24T00:00", "25T00:00"), { freezeId: "freeze-2" });
    expect(places([postponed("a")], { facts: { ...facts, freezes: [audit] } })).toEqual([["a", thursday.during.start]]);
  });

  it("has no place where none is free, and none behind a line that is stopped", () => {
    const stop = freeze(range("23T00:00", "30T00:00"), { stopsTheLine: true });
    expect(places([postponed("a")], { facts: { ...facts, freezes: [stop] } })).toEqual([["a", undefined]]);
    const long = postponed("a", { during: range("20T00:00", "20T09:00") });
    expect(places([long])).toEqual([["a", undefined]]);
  });

  it("of a slot outside of windows waits for nothing but freezes and its own service", () => {
    const free = postponed("ledger", { occurrenceId: null, origin: "continuous" });
    const place = (change: object = {}) => planThaw(free, { ...thaw, facts: { ...facts, ...change } }, monday);
    expect(place()).toEqual({ occurrenceId: null, lane: 1, during: range("23T12:01", "23T13:01") });
    expect(place({ freezes: [freeze(range("23T00:00", "24T04:30"))] })?.during).toEqual(range("24T07:00", "24T08:00"));
  });
});
