import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareQueue, type QueueFact, queueAge, queueReason } from "./queue-order";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const fact = (change: Partial<QueueFact> = {}): QueueFact => ({
  kind: "feature",
  departsAt: null,
  handedOverAt: at(0),
  ...change,
});

describe("the order of the queue", () => {
  it("puts hotfixes first, then the earlier departure, then the longer wait", () => {
    const hotfix = fact({ kind: "hotfix", handedOverAt: at(9) });
    const departsSoon = fact({ departsAt: at(12), handedOverAt: at(8) });
    const departsLater = fact({ departsAt: at(20), handedOverAt: at(1) });
    const waitsLong = fact({ handedOverAt: at(0) });
    const waitsShort = fact({ handedOverAt: at(7) });
    const expected = [hotfix, departsSoon, departsLater, waitsLong, waitsShort];
    expect([...expected].reverse().sort(compareQueue)).toEqual(expected);
  });

  const facts = fc.record<QueueFact>({
    kind: fc.constantFrom("feature", "fix", "hotfix"),
    departsAt: fc.option(fc.date({ noInvalidDate: true }), { nil: null }),
    handedOverAt: fc.date({ noInvalidDate: true }),
  });

  it("is an order: it never contradicts itself", () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(Math.sign(compareQueue(a, b))).toBe(-Math.sign(compareQueue(b, a)) + 0);
        if (compareQueue(a, b) <= 0 && compareQueue(b, c) <= 0) expect(compareQueue(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("says why the first one is the first", () => {
    expect(queueReason(fact({ kind: "hotfix", departsAt: at(5) }), "UTC")).toBe("hotfixes go first");
    expect(queueReason(fact({ departsAt: at(5) }), "UTC")).toBe("must depart Tue 24 Nov 05:00 UTC");
    expect(queueReason(fact(), "UTC")).toBe("waits longest of those without a departure");
  });
});

describe("the age of a build", () => {
  it.each([
    ["half of the way to its departure", { departsAt: at(10) }, at(5), 0.5],
    ["all of it when the departure has passed", { departsAt: at(10) }, at(20), 1],
    ["all of it when it came after its departure", { departsAt: at(1), handedOverAt: at(2) }, at(3), 1],
    ["of two days without a departure", {}, at(12), 0.25],
    ["never below nothing", {}, new Date(Date.UTC(2026, 10, 23)), 0],
  ])("%s", (_, change, now, share) => {
    expect(queueAge(fact(change), now)).toBe(share);
  });
});
