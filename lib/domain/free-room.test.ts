import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps } from "@/lib/time/range";
import { decideHold } from "./booking";
import type { BookingFacts, TakenSlot } from "./booking-facts";
import { freeRanges, nextFreeSlots } from "./free-room";
import { facts, ledgerSlot, monday, thursday, tuesday, web, wish } from "./testing/booking-example";
import { at, freeze, range } from "./testing/slot-example";

const request = {
  origin: "window" as const,
  teamId: "team-storefront",
  releases: [web],
  durationMinutes: 120,
  notBefore: monday,
};

describe("free room", () => {
  it("is what the slots leave in each lane", () => {
    expect(freeRanges(tuesday, facts.slots)).toEqual([
      { lane: 1, during: range("24T07:00", "24T11:00") },
      { lane: 2, during: range("24T05:00", "24T11:00") },
    ]);
  });

  it("is not taken by slots of other openings, and a cancelled opening has none", () => {
    expect(freeRanges(thursday, facts.slots)).toHaveLength(2);
    expect(freeRanges({ ...tuesday, status: "cancelled" }, facts.slots)).toEqual([]);
  });

  it("splits around a slot in the middle and vanishes where a lane is full", () => {
    const middle = { ...ledgerSlot, during: range("24T07:00", "24T08:00") };
    const full = { ...ledgerSlot, id: "full", lane: 2, during: tuesday.during };
    expect(freeRanges(tuesday, [middle, full])).toEqual([
      { lane: 1, during: range("24T05:00", "24T07:00") },
      { lane: 1, during: range("24T08:00", "24T11:00") },
    ]);
  });
});

describe("the next free slots", () => {
  it("are the earliest of each opening, in the lowest free lane", () => {
    expect(nextFreeSlots(request, facts, monday)).toEqual([
      { occurrenceId: tuesday.id, lane: 2, during: range("24T05:00", "24T07:00") },
      { occurrenceId: thursday.id, lane: 1, during: range("26T05:00", "26T07:00") },
    ]);
    const [first] = nextFreeSlots(request, { ...facts, occurrences: [thursday, tuesday] }, monday, 1);
    expect(first?.occurrenceId).toBe(tuesday.id);
  });

  it("come earliest first by the place, not by when its opening began", () => {
    // Tuesday's opening began first, but both its lanes are taken until an hour after the other one begins.
    const taken = [1, 2].map((lane) => ({
      ...ledgerSlot,
      id: `taken ${lane}`,
      lane,
      during: range("24T05:00", "24T09:00"),
    }));
    const late = { ...thursday, id: "later that day", during: range("24T07:00", "24T11:00") };
    const places = nextFreeSlots(request, { ...facts, occurrences: [tuesday, late], slots: taken }, monday, 1);
    expect(places).toEqual([{ occurrenceId: late.id, lane: 1, during: range("24T07:00", "24T09:00") }]);
  });

  it("come after the lead time and after the wished time, on the grid", () => {
    expect(nextFreeSlots(request, facts, at("24T05:10"))[0]?.during).toEqual(range("24T06:30", "24T08:30"));
    expect(nextFreeSlots({ ...request, notBefore: at("24T07:40") }, facts, monday)[0]?.during).toEqual(
      range("24T08:00", "24T10:00"),
    );
  });

  it("are on the grid at both ends: a length between is rounded up, and ends with the opening at the latest", () => {
    expect(nextFreeSlots({ ...request, durationMinutes: 70 }, facts, monday, 1)[0]?.during).toEqual(
      range("24T05:00", "24T06:30"),
    );
    const odd = { ...tuesday, during: range("24T05:00", "24T06:20") };
    expect(
      nextFreeSlots({ ...request, durationMinutes: 70 }, { ...facts, occurrences: [odd] }, monday)[0]?.during,
    ).toEqual(range("24T05:00", "24T06:20"));
  });

  it("avoid freezes that hit and slots that deploy the same service", () => {
    const frozen = { ...facts, freezes: [freeze(range("24T00:00", "24T06:10"))] };
    expect(nextFreeSlots(request, frozen, monday)[0]?.during).toEqual(range("24T06:30", "24T08:30"));
    const same = { ...facts, slots: [{ ...ledgerSlot, services: [web] }] };
    expect(nextFreeSlots(request, same, monday)[0]).toEqual({
      occurrenceId: tuesday.id,
      lane: 1,
      during: range("24T07:00", "24T09:00"),
    });
  });

  it("are none when nothing is long enough", () => {
    expect(nextFreeSlots({ ...request, durationMinutes: 361 }, facts, monday)).toEqual([]);
    expect(nextFreeSlots(request, { ...facts, occurrences: [] }, monday)).toEqual([]);
  });

  it("may use the room of the slot that asks", () => {
    const slots: TakenSlot[] = [1, 2].map((lane) => ({ ...ledgerSlot, id: `${lane}`, lane, during: tuesday.during }));
    const only = { ...facts, occurrences: [tuesday], slots };
    expect(nextFreeSlots(request, only, monday)).toEqual([]);
    expect(nextFreeSlots({ ...request, exceptSlotId: "2" }, only, monday)).toMatchObject([{ lane: 2 }]);
  });
});

describe("for any bookings and freezes", () => {
  const slotAt = (half: number) => new Date(tuesday.during.start.getTime() + half * 1_800_000);
  const stretches = fc
    .tuple(fc.constantFrom(tuesday, thursday), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 6 }))
    .map(([occurrence, start, length]) => {
      const shift = occurrence.during.start.getTime() - tuesday.during.start.getTime();
      return {
        occurrence,
        during: {
          start: new Date(slotAt(start).getTime() + shift),
          end: new Date(slotAt(start + length).getTime() + shift),
        },
      };
    });
  const anyFacts = fc
    .tuple(
      fc.array(fc.tuple(stretches, fc.constantFrom(1, 2), fc.boolean()), { maxLength: 5 }),
      fc.array(stretches, { maxLength: 2 }),
    )
    .map(
      ([slots, freezes]): BookingFacts => ({
        ...facts,
        slots: slots.map(([{ occurrence, during }, lane, same], index) => ({
          ...ledgerSlot,
          id: `${index}`,
          occurrenceId: occurrence.id,
          lane,
          during,
          services: same ? [web] : ledgerSlot.services,
        })),
        freezes: freezes.map(({ during }) => freeze(during)),
      }),
    );
  const lengths = fc.integer({ min: 1, max: 12 }).map((halves) => halves * 30);

  it("every proposal would be granted, and none overlaps what is taken in its lane", () => {
    fc.assert(
      fc.property(anyFacts, lengths, (given, durationMinutes) => {
        for (const place of nextFreeSlots({ ...request, durationMinutes }, given, monday)) {
          expect(decideHold({ personId: "dora", reach: "all" }, { ...wish, ...place }, given, monday).ok).toBe(true);
          for (const slot of given.slots) {
            const sameLane = slot.occurrenceId === place.occurrenceId && slot.lane === place.lane;
            if (sameLane) expect(overlaps(slot.during, place.during)).toBe(false);
          }
        }
      }),
    );
  });

  it("nothing earlier in the same opening would have been granted", () => {
    fc.assert(
      fc.property(anyFacts, lengths, (given, durationMinutes) => {
        const proposed = nextFreeSlots({ ...request, durationMinutes }, given, monday);
        for (const occurrence of [tuesday, thursday]) {
          const first =
            proposed.find((place) => place.occurrenceId === occurrence.id)?.during.start ?? occurrence.during.end;
          for (let half = 0; half < 12; half++) {
            const start = new Date(occurrence.during.start.getTime() + half * 1_800_000);
            if (start >= first) break;
            const during = { start, end: new Date(start.getTime() + durationMinutes * 60_000) };
            for (const lane of [1, 2]) {
              const asked = { ...wish, occurrenceId: occurrence.id, lane, during };
              expect(decideHold({ personId: "dora", reach: "all" }, asked, given, monday).ok).toBe(false);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
