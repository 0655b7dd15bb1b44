import fc from "fast-check";
import { expect, test } from "vitest";
import { near, putInOrder } from "./slots-in-order";
import { planned } from "./testing/conflict-example";

const at = (hours: number) => new Date(Date.parse("2026-11-24T00:00:00Z") + hours * 3_600_000);
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => ({ start: at(from), end: at(from + length) }));

test("what is near is found exactly, whatever the lengths and the order they came in", () => {
  fc.assert(
    fc.property(fc.array(stretch), stretch, fc.integer({ min: 0, max: 40 }), (given, asked, hours) => {
      const slots = given.map((during, index) => planned(`s${index}`, { during }));
      const reach = hours * 3_600_000;
      const looked = slots.filter(
        ({ during }) =>
          during.start.getTime() < asked.end.getTime() + reach && during.end.getTime() > asked.start.getTime() - reach,
      );
      expect(new Set(near(putInOrder(slots), asked, reach))).toEqual(new Set(looked));
    }),
  );
});

test("nothing is near in a list that is not there", () => {
  expect(near(undefined, { start: at(0), end: at(1) })).toEqual([]);
});
