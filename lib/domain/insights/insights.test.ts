import { describe, expect, it } from "vitest";
import { agedWork, stageOf } from "./ages";
import { bouncesByService } from "./bounces";
import { tableAsCsv } from "./csv";
import { cyclePercentiles, cycleTimeOf } from "./cycle-times";
import { figureNames, figureWords } from "./figure";
import { cumulativeFlow } from "./flow";
import { median, percentile } from "./percentile";
import { indexOfStep, periodOf } from "./period";
import { onTimeShare, punctualityByStep } from "./punctuality";
import { windowsInUse } from "./slot-use";

const at = (text: string) => new Date(text);

describe("a percentile", () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.85, 7],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.85, 4.4],
    [[10, 20], 1, 20],
    [[10, 20], 0, 10],
  ])("of %j at %d is %s, as a spreadsheet has it", (values, share, expected) => {
    const found = percentile(values, share);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, 10);
  });

  it("does not depend on the order", () => {
    expect(median([3, 1, 2])).toBe(2);
  });
});

describe("a period", () => {
  it("begins with a local day and ends now, a day at a time, over a clock change too", () => {
    const { edges, step, range, before } = periodOf(30, at("2026-11-05T09:00:00Z"), "Europe/Berlin");
    expect(step).toBe("day");
    expect(edges[0]).toEqual(at("2026-10-05T22:00:00Z"));
    expect(edges.at(-1)).toEqual(at("2026-11-05T09:00:00Z"));
    // Summer time ends on 25 October: that day is 25 hours long and counts once.
    expect(edges).toHaveLength(32);
    expect(edges[20]).toEqual(at("2026-10-25T23:00:00Z"));
    expect(range.start.getTime() - before.start.getTime()).toBe(range.end.getTime() - range.start.getTime());
  });

  it("counts longer ones by week, from a Monday", () => {
    const { edges, step } = periodOf(90, at("2026-11-26T09:00:00Z"), "Europe/Berlin");
    expect(step).toBe("week");
    expect(edges[0]).toEqual(at("2026-08-23T22:00:00Z"));
    expect(edges.at(-2)).toEqual(at("2026-11-22T23:00:00Z"));
    expect(edges).toHaveLength(15);
  });

  it("knows in which step an instant lies, and when in none", () => {
    const edges = [at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z")];
    expect(indexOfStep(edges, at("2026-10-31T23:59:59Z"))).toBeUndefined();
    expect(indexOfStep(edges, at("2026-11-01T00:00:00Z"))).toBe(0);
    expect(indexOfStep(edges, at("2026-11-02T00:00:00Z"))).toBe(1);
    expect(indexOfStep(edges, at("2026-11-03T00:00:00Z"))).toBeUndefined();
  });
});

describe("the flow of the queue", () => {
  it("stands at each edge on what was there before, and counts what is over from the start of the period", () => {
    const edges = [at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z")];
    const counts = { arrived: [10, 3, 1], started: [8, 2, 0], ended: [7, 1, 2] };
    expect(cumulativeFlow(counts, edges)).toEqual([
      { at: edges[0], waiting: 2, testing: 1, judged: 0 },
      { at: edges[1], waiting: 3, testing: 2, judged: 1 },
      { at: edges[2], waiting: 4, testing: 0, judged: 3 },
    ]);
  });
});

describe("cycle times and ages", () => {
  const acceptance = { releaseId: "r", name: "ledger 1.0", rounds: 2, firstHandedOverAt: at("2026-11-01T10:00:00Z") };

  it("run from the first hand-over to the acceptance", () => {
    expect(cycleTimeOf({ ...acceptance, acceptedAt: at("2026-11-03T16:00:00Z") }).hours).toBe(54);
    expect(cyclePercentiles([])).toEqual({ p50: null, p85: null, p95: null });
  });

  it.each([
    ["with_qa", "queued", "waiting"],
    ["with_qa", "testing", "testing"],
    ["with_dev", null, "rework"],
    ["accepted", "accepted", "accepted"],
    ["departing", "accepted", "accepted"],
    ["released", "accepted", undefined],
    ["draft", null, undefined],
  ] as const)("a release %s whose turn is %s is in stage %s", (release, handoff, stage) => {
    expect(stageOf(release, handoff)).toBe(stage);
  });

  it("age from the first hand-over until now", () => {
    const since = at("2026-11-02T10:00:00Z");
    const work = { releaseId: "r", name: "ledger 1.0", stage: "rework", since, firstHandedOverAt: since } as const;
    expect(agedWork(work, at("2026-11-03T10:00:00Z")).ageHours).toBe(24);
  });
});

describe("bounces", () => {
  it("are shares of what was judged, the worst service first", () => {
    const found = bouncesByService([
      { serviceId: "a", service: "ledger", category: null, count: 9 },
      { serviceId: "a", service: "ledger", category: "crash", count: 1 },
      { serviceId: "b", service: "cart", category: "crash", count: 1 },
      { serviceId: "b", service: "cart", category: "regression", count: 2 },
      { serviceId: "b", service: "cart", category: null, count: 3 },
      { serviceId: "c", service: "mail", category: null, count: 2 },
    ]);
    expect(found.map(({ service, share }) => [service, share])).toEqual([
      ["cart", 0.5],
      ["ledger", 0.1],
      ["mail", 0],
    ]);
    expect(found[0]?.reasons).toEqual([
      { category: "crash", count: 1 },
      { category: "regression", count: 2 },
    ]);
  });
});

describe("punctuality", () => {
  it("counts each step, also those in which nothing was to leave", () => {
    const edges = [at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z")];
    const points = punctualityByStep(
      [
        { step: 0, outcome: "on_time", count: 3 },
        { step: 0, outcome: "missed", count: 1 },
        { step: 1, outcome: "cancelled", count: 2 },
        { step: 7, outcome: "late", count: 5 },
      ],
      edges,
    );
    expect(points).toEqual([
      { at: edges[0], on_time: 3, late: 0, overran: 0, missed: 1, cancelled: 0, total: 4 },
      { at: edges[1], on_time: 0, late: 0, overran: 0, missed: 0, cancelled: 2, total: 2 },
    ]);
    // What was cancelled was to leave and did not.
    expect(onTimeShare(points)).toBe(0.5);
    expect(onTimeShare([])).toBeNull();
  });
});

describe("the use of windows", () => {
  const window = { windowId: "w", window: "Core", environment: "Production", openings: 2 };

  it("leaves as free what was neither used nor missed, and never less than nothing", () => {
    const [full, half] = windowsInUse([
      { ...window, roomHours: 20, usedHours: 8, missedHours: 2, aheadRoomHours: 10, aheadBookedHours: 4 },
      { ...window, roomHours: 4, usedHours: 5, missedHours: 0, aheadRoomHours: 0, aheadBookedHours: 0 },
    ]);
    expect(full).toMatchObject({ roomHours: 4, freeHours: 0, usedShare: 1 });
    expect(half).toMatchObject({ freeHours: 10, usedShare: 0.4, aheadFreeHours: 6 });
  });
});

describe("a table as CSV", () => {
  it("names units, quotes what needs it, and lets no name become a formula", () => {
    const csv = tableAsCsv({
      columns: [
        { label: "Release", kind: "text" },
        { label: "Age", kind: "hours" },
        { label: "Share", kind: "share" },
      ],
      rows: [
        ['say "hi", there', 1.23456, null],
        ["=1+1", 0, 0.5],
        ["two\nlines", 2, 1],
      ],
    });
    expect(csv).toBe(
      'Release,Age (hours),Share (0 to 1)\r\n"say ""hi"", there",1.2346,\r\n\'=1+1,0,0.5\r\n"two\nlines",2,1\r\n',
    );
  });
});

it("every figure says how it is counted", () => {
  for (const name of figureNames) expect(figureWords[name].definition.length).toBeGreaterThan(80);
});
