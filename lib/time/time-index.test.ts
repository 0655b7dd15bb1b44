import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains } from "./range";
import { timeIndex } from "./time-index";

const at = (minute: number) => new Date(minute * 60_000);
const stretches = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }))
    .map(([start, length]) => ({ during: { start: at(start), end: at(start + length) } })),
);

describe("an index of stretches", () => {
  it("finds what an instant lies in, as looking at each would, in the list's order", () => {
    fc.assert(
      fc.property(stretches, fc.integer({ min: 0, max: 90 }), (items, minute) => {
        expect(timeIndex(items).at(at(minute))).toEqual(items.filter(({ during }) => contains(during, at(minute))));
      }),
    );
  });

  it("goes through what begins later, earliest first", () => {
    fc.assert(
      fc.property(stretches, fc.integer({ min: 0, max: 90 }), (items, minute) => {
        const later = items.filter(({ during }) => during.start > at(minute));
        const sorted = later.toSorted((a, b) => a.during.start.getTime() - b.during.start.getTime());
        expect([...timeIndex(items).startingAfter(at(minute))]).toEqual(sorted);
      }),
    );
  });

  it("is made once for a list", () => {
    const items = [{ during: { start: at(0), end: at(1) } }];
    expect(timeIndex(items)).toBe(timeIndex(items));
  });
});
