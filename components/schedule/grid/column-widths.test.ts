import fc from "fast-check";
import { expect, it } from "vitest";
import { columnEdges, columnTemplate, columnWidths } from "./column-widths";

it("shares what there is", () => {
  expect(
    columnWidths(
      [
        { least: 100, share: 1 },
        { least: 100, share: 0.5 },
      ],
      600,
    ),
  ).toEqual([400, 200]);
});

it("gives a column what it needs, and the others less of the rest", () => {
  expect(
    columnWidths(
      [
        { least: 500, share: 1 },
        { least: 10, share: 1 },
        { least: 10, share: 1 },
      ],
      900,
    ),
  ).toEqual([500, 200, 200]);
});

it("overflows when all of them need more than there is, and else fills exactly", () => {
  const needs = fc.array(fc.record({ least: fc.integer({ min: 1, max: 400 }), share: fc.constantFrom(0.6, 1) }), {
    minLength: 1,
    maxLength: 7,
  });
  fc.assert(
    fc.property(needs, fc.integer({ min: 0, max: 3000 }), (list, available) => {
      const widths = columnWidths(list, available);
      const least = list.reduce((sum, need) => sum + need.least, 0);
      const total = widths.reduce((sum, width) => sum + width, 0);
      expect(total).toBeCloseTo(Math.max(least, available), 6);
      for (const [index, width] of widths.entries())
        expect(width).toBeGreaterThanOrEqual((list[index]?.least ?? 0) - 1e-6);
    }),
  );
});

it("knows the edges", () => {
  expect(columnEdges([100, 50], 60)).toEqual([60, 160, 210]);
});

it("gives a weekend day that stands alone the whole width, in CSS as in the arithmetic", () => {
  const needs = [{ least: 100, share: 0.6 }];
  expect(columnWidths(needs, 900)).toEqual([900]);
  const [, fraction] = /(\d+(?:\.\d+)?)fr/.exec(columnTemplate(needs)) ?? [];
  expect(Number(fraction)).toBeGreaterThanOrEqual(1);
});
