import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareQueue, type QueueFact, queueAge, queueReason } from "./queue-order";
import { releaseKinds } from "./release-state";
import { at } from "./testing/slot-example";

const fact = (change: Partial<QueueFact>): QueueFact => ({
  kind: "feature",
  departsAt: null,
  handedOverAt: at("20T10:00"),
  ...change,
});

describe("the order of the queue", () => {
  it("is hotfixes, then departures, then the longest wait", () => {
    const newHotfix = fact({ kind: "hotfix", handedOverAt: at("23T10:00") });
    const soon = fact({ departsAt: at("24T07:00"), handedOverAt: at("23T09:00") });
    const later = fact({ departsAt: at("26T07:00"), handedOverAt: at("19T09:00") });
    const oldest = fact({ handedOverAt: at("10T09:00") });
    const newest = fact({ handedOverAt: at("22T09:00"), kind: "fix" });
    expect([newest, later, oldest, newHotfix, soon].toSorted(compareQueue)).toEqual([
      newHotfix,
      soon,
      later,
      oldest,
      newest,
    ]);
  });

  it("is the same whoever sorts, also of builds with nothing between them", () => {
    const instants = fc.integer({ min: 0, max: 3 }).map((day) => at(`2${day}T10:00`));
    const facts = fc.record({
      kind: fc.constantFrom(...releaseKinds),
      departsAt: fc.option(instants),
      handedOverAt: instants,
    });
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(Math.sign(compareQueue(a, b)) + Math.sign(compareQueue(b, a))).toBe(0);
        if (compareQueue(a, b) <= 0 && compareQueue(b, c) <= 0) expect(compareQueue(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("says why a build stands where it stands", () => {
    expect(queueReason(fact({ kind: "hotfix", departsAt: at("24T07:00") }), "Europe/Berlin")).toBe("Hotfixes go first");
    expect(queueReason(fact({ departsAt: at("24T07:00") }), "Europe/Berlin")).toBe("Must depart Tue 24 Nov 08:00 CET");
    expect(queueReason(fact({}), "Europe/Berlin")).toBe("No departure booked, so by waiting time");
  });
});

describe("how much of its time with QA is used", () => {
  const half = fact({ departsAt: at("22T10:00") });
  it.each([
    [half, "20T10:00", 0],
    [half, "21T10:00", 0.5],
    [half, "23T10:00", 1],
    [half, "19T10:00", 0],
    [fact({}), "21T10:00", 0.5],
    [fact({}), "23T10:00", 1],
    [fact({ departsAt: at("19T10:00") }), "20T11:00", 1],
  ])("%# at %s: %s", (given, now, used) => expect(queueAge(given, at(now))).toBe(used));
});
