import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, overlaps, type Range } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import type { FreezeRule } from "./freeze";
import { at, core, coreOnThursday, freeze, range } from "./testing/slot-example";
import {
  freezeVerdict,
  type OccurrenceRule,
  openRanges,
  type WindowRules,
  windowStatus,
  windowVerdict,
} from "./window-status";

const production = { id: "production", name: "Production", defaultOpen: false, zone: "Europe/Berlin" };
const rules = (change: Partial<WindowRules> = {}): WindowRules => ({
  environment: production,
  occurrences: [core, coreOnThursday],
  freezes: [],
  ...change,
});
const anything = { environmentId: "production" };
const decide = (given: WindowRules, instant: Date, intent: Parameters<typeof windowStatus>[1] = anything) => {
  const { decision, nextChangeAt, nextOpen } = windowStatus(given, intent, instant);
  return { decision, nextChangeAt, nextOpen };
};
const evening: OccurrenceRule = {
  ...core,
  id: "evening",
  windowId: "window-evening",
  windowName: "Evening",
  during: range("24T09:00", "24T15:00"),
};

describe("an environment that is closed by default", () => {
  it("is open from the start of an occurrence to its end, the end excluded", () => {
    expect(decide(rules(), at("24T04:59"))).toEqual({
      decision: "closed",
      nextChangeAt: at("24T05:00"),
      nextOpen: at("24T05:00"),
    });
    expect(decide(rules(), at("24T05:00"))).toEqual({ decision: "open", nextChangeAt: at("24T11:00") });
    expect(decide(rules(), at("24T10:59"))).toEqual({ decision: "open", nextChangeAt: at("24T11:00") });
    expect(decide(rules(), at("24T11:00"))).toEqual({
      decision: "closed",
      nextChangeAt: at("26T05:00"),
      nextOpen: at("26T05:00"),
    });
  });

  it("knows no next opening when no rule gives one", () => {
    expect(decide(rules({ occurrences: [] }), at("24T06:00"))).toEqual({ decision: "closed" });
    expect(decide(rules(), at("27T06:00"))).toEqual({ decision: "closed" });
  });

  it("is open when one of two windows is (case 3)", () => {
    const two = rules({ occurrences: [core, { ...evening, during: range("24T15:00", "24T18:00") }] });
    expect(decide(two, at("24T06:00")).decision).toBe("open");
    expect(decide(two, at("24T16:00")).decision).toBe("open");
    expect(decide(two, at("24T12:00")).decision).toBe("closed");
  });

  it("takes overlapping and touching openings for one: it does not close in between (case 4)", () => {
    expect(decide(rules({ occurrences: [core, evening] }), at("24T06:00")).nextChangeAt).toEqual(at("24T15:00"));
    const touching = { ...evening, during: range("24T11:00", "24T12:00") };
    expect(decide(rules({ occurrences: [core, touching] }), at("24T06:00")).nextChangeAt).toEqual(at("24T12:00"));
    const selfOverlap = expandRule(
      {
        localStart: "2026-11-24T06:00",
        zone: "Europe/Berlin",
        durationMinutes: 1500,
        rrule: "FREQ=DAILY;COUNT=3",
        exdates: [],
        rdates: [],
      },
      range("20T00:00", "30T00:00"),
    ).occurrences.map(({ during }, index): OccurrenceRule => ({ ...core, id: `${index}`, during }));
    expect(openRanges(rules({ occurrences: selfOverlap }), anything, range("20T00:00", "30T00:00"))).toEqual([
      range("24T05:00", "27T06:00"),
    ]);
  });

  it("does not open for a cancelled occurrence, and says that it was cancelled (case 11: it alone)", () => {
    const cancelled = rules({ occurrences: [{ ...core, status: "cancelled" }, coreOnThursday] });
    const status = windowStatus(cancelled, anything, at("24T06:00"));
    expect([status.decision, status.nextOpen]).toEqual(["closed", at("26T05:00")]);
    expect(status.reasons[0]?.reason).toBe("The opening of Core on Tue 24 Nov 06:00–12:00 CET was cancelled.");
    expect(decide(cancelled, at("26T06:00")).decision).toBe("open");
  });
});

describe("an environment that is open by default", () => {
  const open = (change: Partial<WindowRules> = {}) =>
    rules({ environment: { ...production, defaultOpen: true }, ...change });

  it("is open outside every window, without an end", () => {
    expect(decide(open({ occurrences: [] }), at("24T03:00"))).toEqual({ decision: "open" });
    expect(decide(open(), at("24T03:00"))).toEqual({ decision: "open" });
  });

  it("is closed by a freeze all the same, until its end", () => {
    const frozen = open({ freezes: [freeze(range("24T00:00", "25T00:00"))] });
    expect(decide(frozen, at("24T03:00"))).toEqual({
      decision: "closed",
      nextChangeAt: at("25T00:00"),
      nextOpen: at("25T00:00"),
    });
    expect(decide(frozen, at("23T03:00"))).toEqual({ decision: "open", nextChangeAt: at("24T00:00") });
  });
});

describe("a freeze", () => {
  it("in the future blocks nothing today (case 1)", () => {
    const later = rules({ freezes: [freeze(range("26T00:00", "28T00:00"))] });
    expect(decide(later, at("24T06:00")).decision).toBe("open");
  });

  it("in force now does not speak for another instant (case 2)", () => {
    const now = at("24T06:00");
    const inForce = rules({ freezes: [freeze(range("24T00:00", "25T00:00"))] });
    expect(decide(inForce, now).decision).toBe("closed");
    expect(decide(inForce, at("26T06:00")).decision).toBe("open");
  });

  it("beats any number of open windows", () => {
    const frozen = rules({ occurrences: [core, evening], freezes: [freeze(range("24T09:00", "24T10:00"))] });
    expect(decide(frozen, at("24T09:30"))).toEqual({
      decision: "closed",
      nextChangeAt: at("24T10:00"),
      nextOpen: at("24T10:00"),
    });
    expect(decide(frozen, at("24T06:00")).nextChangeAt).toEqual(at("24T09:00"));
  });

  it("pushes the next opening behind itself, and behind the next one that follows", () => {
    const two = rules({
      freezes: [freeze(range("24T00:00", "25T00:00")), freeze(range("26T00:00", "26T08:00"), { freezeId: "two" })],
    });
    expect(decide(two, at("24T06:00")).nextOpen).toEqual(at("26T08:00"));
  });

  it.each([
    ["closed", { releaseKind: "hotfix" }, "closed"],
    ["closed", {}, "closed"],
    ["hotfix_only", { releaseKind: "hotfix" }, "open"],
    ["hotfix_only", { releaseKind: "fix" }, "closed"],
    ["hotfix_only", {}, "closed"],
    ["no_train", { origin: "train" }, "closed"],
    ["no_train", { origin: "window" }, "open"],
    ["no_train", { origin: "train", releaseKind: "hotfix" }, "closed"],
    ["no_train", {}, "open"],
  ] as const)("of grade %s leaves %j %s", (grade, intent, decision) => {
    const graded = rules({ freezes: [freeze(range("24T00:00", "25T00:00"), { grade })] });
    expect(decide(graded, at("24T06:00"), { ...anything, ...intent }).decision).toBe(decision);
  });

  const everywhere: FreezeRule["scope"] = { environmentIds: null, teamIds: null, serviceIds: null };
  it.each([
    [{ environmentIds: ["production"] }, {}, "closed"],
    [{ environmentIds: ["staging"] }, {}, "open"],
    [{ teamIds: ["payments", "growth"] }, { teamId: "growth" }, "closed"],
    [{ teamIds: ["payments"] }, { teamId: "growth" }, "open"],
    [{ teamIds: ["payments"] }, {}, "open"],
    [{ serviceIds: ["ledger"] }, { serviceId: "ledger" }, "closed"],
    [{ serviceIds: ["ledger"] }, { serviceId: "web", teamId: "payments" }, "open"],
    [{ environmentIds: ["production"], teamIds: ["payments"] }, { teamId: "payments" }, "closed"],
    [{ environmentIds: ["staging"], teamIds: ["payments"] }, { teamId: "payments" }, "open"],
    [{ teamIds: ["payments"], serviceIds: ["ledger"] }, { teamId: "payments", serviceId: "vault" }, "open"],
    [{ teamIds: [] }, { teamId: "payments" }, "open"],
  ])("with scope %j leaves %j %s", (scope, intent, decision) => {
    const scoped = rules({ freezes: [freeze(range("24T00:00", "25T00:00"), { scope: { ...everywhere, ...scope } })] });
    expect(decide(scoped, at("24T06:00"), { ...anything, ...intent }).decision).toBe(decision);
  });

  it("of one of several releases holds them all: they go together", () => {
    const scoped = rules({
      freezes: [freeze(range("24T00:00", "25T00:00"), { scope: { ...everywhere, serviceIds: ["ledger"] } })],
    });
    const both = ["web", "ledger"].map((serviceId) => ({ ...anything, serviceId }));
    expect(decide(scoped, at("24T06:00"), both).decision).toBe("closed");
  });
});

describe("since when", () => {
  it("is the start of the earliest window or freeze that still counts", () => {
    const both = rules({ occurrences: [core, { ...evening, during: range("24T04:00", "24T09:00") }] });
    expect(windowVerdict(both, at("24T06:00")).since).toEqual(at("24T04:00"));
    const two = rules({
      freezes: [freeze(range("24T02:00", "25T00:00")), freeze(range("23T00:00", "25T00:00"), { freezeId: "two" })],
    });
    expect(freezeVerdict(two, anything, at("24T06:00")).since).toEqual(at("23T00:00"));
  });
});

describe("the explanation (case 12)", () => {
  const words = (given: WindowRules, instant: Date, intent: Parameters<typeof windowStatus>[1] = anything) =>
    windowStatus(given, intent, instant).reasons.map(({ kind, id, reason }) => [kind, id, reason]);

  it("names the window that is open and when it closes", () => {
    expect(words(rules(), at("24T06:00"))).toEqual([
      ["window", "window-core", "Core is open until Tue 24 Nov 12:00 CET."],
    ]);
  });

  it("names the freeze that closes, how much, and from when to when", () => {
    expect(words(rules({ freezes: [freeze(range("24T00:00", "25T00:00"))] }), at("24T06:00"))).toEqual([
      [
        "freeze",
        "freeze-1",
        "Thanksgiving freeze closes Production for everything, Tue 24 Nov 01:00 – Wed 25 Nov 01:00 CET.",
      ],
    ]);
  });

  it("names freeze and missing window together", () => {
    expect(
      words(rules({ freezes: [freeze(range("24T00:00", "25T00:00"))] }), at("24T12:00")).map(([kind]) => kind),
    ).toEqual(["freeze", "environment"]);
  });

  it("names the freeze that lets a hotfix pass", () => {
    const graded = rules({ freezes: [freeze(range("24T00:00", "25T00:00"), { grade: "hotfix_only" })] });
    expect(words(graded, at("24T06:00"), { ...anything, releaseKind: "hotfix" })[1]).toEqual([
      "freeze",
      "freeze-1",
      "Thanksgiving freeze (Tue 24 Nov 01:00 – Wed 25 Nov 01:00 CET) lets this pass: it closes for all but hotfixes.",
    ]);
  });

  it("says when everything is open by default, and why nothing is when nothing is", () => {
    const open = rules({ environment: { ...production, defaultOpen: true }, occurrences: [] });
    expect(words(open, at("24T06:00"))).toEqual([
      ["environment", "production", "Production accepts deployments at any time."],
    ]);
    expect(words(rules(), at("24T12:00"))).toEqual([
      ["environment", "production", "Production accepts deployments only in a window, and none is open."],
    ]);
  });
});

describe("for any rules and any instant", () => {
  const hour = (value: number) => new Date(Date.UTC(2026, 10, 1, value));
  const ranges = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }))
    .map(([start, length]): Range => ({ start: hour(start), end: hour(start + length) }));
  const occurrences = fc.array(fc.tuple(ranges, fc.boolean()), { maxLength: 6 }).map((list) =>
    list.map(
      ([during, cancelled], index): OccurrenceRule => ({
        ...core,
        id: `${index}`,
        during,
        status: cancelled ? "cancelled" : "scheduled",
      }),
    ),
  );
  const freezes = fc
    .array(ranges, { maxLength: 4 })
    .map((list) => list.map((during, index) => freeze(during, { freezeId: `${index}` })));
  const anyRules = fc
    .tuple(fc.boolean(), occurrences, freezes)
    .map(([defaultOpen, list, frozen]) =>
      rules({ environment: { ...production, defaultOpen }, occurrences: list, freezes: frozen }),
    );
  const instants = fc
    .integer({ min: 0, max: 4 * 80 })
    .map((quarter) => new Date(hour(0).getTime() + quarter * 900_000));
  const openByHand = ({ environment, occurrences: list, freezes: frozen }: WindowRules, instant: Date) =>
    (environment.defaultOpen || list.some((o) => o.status === "scheduled" && contains(o.during, instant))) &&
    !frozen.some((f) => contains(f.during, instant));

  it("deny beats allow, and nothing but the rules counts", () => {
    fc.assert(
      fc.property(anyRules, instants, (given, instant) => {
        const status = windowStatus(given, anything, instant);
        expect(status.decision === "open").toBe(openByHand(given, instant));
        expect(status.reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it("the decision holds until nextChangeAt and is the other one there; nextOpen is the first open instant", () => {
    fc.assert(
      fc.property(anyRules, instants, (given, instant) => {
        const status = windowStatus(given, anything, instant);
        const quarters = Array.from({ length: 4 * 80 }, (_, index) => new Date(instant.getTime() + index * 900_000));
        const firstOther = quarters.find((quarter) => openByHand(given, quarter) !== (status.decision === "open"));
        expect(status.nextChangeAt).toEqual(firstOther);
        if (status.decision === "closed")
          expect(status.nextOpen).toEqual(quarters.find((quarter) => openByHand(given, quarter)));
        else expect(status.nextOpen).toBeUndefined();
      }),
    );
  });

  it("the open ranges are exactly the instants at which it is open: screen, API and scheduler cannot differ (case 7)", () => {
    fc.assert(
      fc.property(anyRules, (given) => {
        const within = { start: hour(0), end: hour(80) };
        const open = openRanges(given, anything, within);
        for (let quarter = 0; quarter < 4 * 80; quarter++) {
          const instant = new Date(hour(0).getTime() + quarter * 900_000);
          expect(open.some((candidate) => contains(candidate, instant))).toBe(
            windowStatus(given, anything, instant).decision === "open",
          );
        }
        for (const [index, next] of open.slice(1).entries()) expect(overlaps(open[index] as Range, next)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});
