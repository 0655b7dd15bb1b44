import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, encloses, intersect, lengthMs, merge, overlaps, type Range, subtract } from "./range";

const at = (hour: number) => new Date(hour * 3_600_000);
const range = (start: number, end: number): Range => ({ start: at(start), end: at(end) });
const hours = (ranges: readonly Range[]) =>
  ranges.map(({ start, end }) => [start.getTime() / 3_600_000, end.getTime() / 3_600_000]);

describe("half-open ranges", () => {
  it("contain their start and not their end", () => {
    expect([1, 2, 3].map((hour) => contains(range(1, 3), at(hour)))).toEqual([true, true, false]);
  });

  it("do not overlap when they only touch, nor when one is empty", () => {
    expect(overlaps(range(1, 3), range(3, 5))).toBe(false);
    expect(overlaps(range(1, 4), range(3, 5))).toBe(true);
    expect(overlaps(range(1, 4), range(2, 2))).toBe(false);
    expect(intersect(range(1, 3), range(3, 5))).toBeUndefined();
    expect(hours([intersect(range(1, 4), range(3, 5)) as Range])).toEqual([[3, 4]]);
  });

  it("enclose themselves", () => {
    expect(encloses(range(1, 3), range(1, 3))).toBe(true);
    expect(encloses(range(1, 3), range(1, 4))).toBe(false);
    expect(lengthMs(range(1, 3))).toBe(7_200_000);
  });

  it("merge when they overlap or touch", () => {
    expect(hours(merge([range(5, 6), range(1, 3), range(3, 4), range(2, 3), range(8, 8)]))).toEqual([
      [1, 4],
      [5, 6],
    ]);
  });

  it("leave what is not cut out", () => {
    expect(hours(subtract([range(0, 10)], [range(2, 3), range(3, 4), range(9, 12)]))).toEqual([
      [0, 2],
      [4, 9],
    ]);
    expect(subtract([range(2, 3)], [range(0, 10)])).toEqual([]);
    expect(hours(subtract([range(0, 2), range(4, 6)], [range(1, 5)]))).toEqual([
      [0, 1],
      [5, 6],
    ]);
  });

  it("merge does not change what it was given", () => {
    const given = [range(1, 3), range(2, 5)];
    merge(given);
    expect(hours(given)).toEqual([
      [1, 3],
      [2, 5],
    ]);
  });
});

describe("sets of ranges behave like sets of instants", () => {
  const anyRange = fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
    .map(([start, length]) => range(start, start + length));
  const anyRanges = fc.array(anyRange, { maxLength: 8 });
  const covers = (ranges: readonly Range[], hour: number) =>
    ranges.some((candidate) => contains(candidate, at(hour + 0.5)));

  it("merge keeps every instant, is sorted and leaves gaps between", () => {
    fc.assert(
      fc.property(anyRanges, (ranges) => {
        const merged = merge(ranges);
        for (let hour = 0; hour < 40; hour++) expect(covers(merged, hour)).toBe(covers(ranges, hour));
        for (const [index, next] of merged.slice(1).entries())
          expect(next.start > (merged[index] as Range).end).toBe(true);
      }),
    );
  });

  it("subtract keeps exactly what is in the first and not in the second", () => {
    fc.assert(
      fc.property(anyRanges, anyRanges, (from, taken) => {
        const left = subtract(from, taken);
        for (let hour = 0; hour < 40; hour++)
          expect(covers(left, hour)).toBe(covers(from, hour) && !covers(taken, hour));
      }),
    );
  });

  it("overlaps and intersect agree, both ways round", () => {
    fc.assert(
      fc.property(anyRange, anyRange, (a, b) => {
        expect(overlaps(a, b)).toBe(intersect(a, b) !== undefined);
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });
});
