import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MustMake } from "./must-make";
import { type QueueFact, queueAge, queueColumns, queueOrder, queueReason, queueSlack } from "./queue-order";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const due = (acceptBy: Date): MustMake => ({ kind: "slot", id: "slot", name: "Production", acceptBy, zone: "UTC" });
const need = (hours: number) => ({ minutes: hours * 60, basedOn: 8, of: "service" as const });
const fact = (change: Partial<QueueFact> = {}): QueueFact => ({
  column: "waiting",
  kind: "feature",
  mustMake: null,
  need: need(2),
  claimedAt: null,
  handedOverAt: at(0),
  ...change,
});

describe("the order of the queue", () => {
  it("puts hotfixes first, then the least slack, then the longer wait", () => {
    const hotfix = fact({ kind: "hotfix", handedOverAt: at(9) });
    const soon = fact({ mustMake: due(at(12)), handedOverAt: at(8) });
    const later = fact({ mustMake: due(at(20)), handedOverAt: at(1) });
    const waitsLong = fact({ handedOverAt: at(0) });
    const waitsShort = fact({ handedOverAt: at(7) });
    const expected = [hotfix, soon, later, waitsLong, waitsShort];
    expect([...expected].reverse().sort(queueOrder(at(9)))).toEqual(expected);
  });

  it("puts a long test with a later departure before a short one with an earlier departure: slack decides, not the hour", () => {
    const short = fact({ mustMake: due(at(14)), need: need(1) });
    const long = fact({ mustMake: due(at(18)), need: need(7) });
    expect([short, long].sort(queueOrder(at(9)))).toEqual([long, short]);
  });

  const facts = fc.record<QueueFact>({
    column: fc.constantFrom(...queueColumns),
    kind: fc.constantFrom("feature", "fix", "hotfix"),
    mustMake: fc.option(fc.date({ noInvalidDate: true }).map(due), { nil: null }),
    need: fc.integer({ min: 0, max: 100 }).map(need),
    claimedAt: fc.option(fc.date({ noInvalidDate: true }), { nil: null }),
    handedOverAt: fc.date({ noInvalidDate: true }),
  });

  it("is an order: it never contradicts itself", () => {
    const compare = queueOrder(at(9));
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("says why the first one is the first", () => {
    expect(queueReason(fact({ kind: "hotfix", mustMake: due(at(5)) }))).toBe("hotfixes go first");
    expect(queueReason(fact({ mustMake: due(at(5)) }))).toBe("least slack to Tue 24 Nov 05:00 UTC");
    expect(queueReason(fact())).toBe("waits longest of those with nothing to make");
  });
});

describe("the slack of a build", () => {
  const hour = 3_600_000;
  const tested = { mustMake: due(at(12)), need: need(2), claimedAt: at(1) };

  it.each([
    ["in test is less what is left of it", "testing", at(2), 9],
    ["that came back is less its whole test, which begins anew", "back", at(9), 1],
    ["that was accepted is all the time until then", "accepted", at(2), 10],
  ] as const)("%s", (_, column, now, hours) => {
    expect(queueSlack(fact({ ...tested, column }), now)).toBe(hours * hour);
  });
});

describe("the age of a build", () => {
  it.each([
    ["half of the way to its departure", { mustMake: due(at(10)) }, at(5), 0.5],
    ["all of it when the departure has passed", { mustMake: due(at(10)) }, at(20), 1],
    ["all of it when it came after its departure", { mustMake: due(at(1)), handedOverAt: at(2) }, at(3), 1],
    ["of two days with nothing to make", {}, at(12), 0.25],
    ["never below nothing", {}, new Date(Date.UTC(2026, 10, 23)), 0],
  ])("%s", (_, change, now, share) => {
    expect(queueAge(fact(change), now)).toBe(share);
  });
});
