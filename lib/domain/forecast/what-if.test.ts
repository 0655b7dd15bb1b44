import { describe, expect, it } from "vitest";
import type { ForecastQuestion } from "./forecast";
import { askWhatIf, type QueueAsked, type WhatIf, whatIfs, whatIfWords, whyNothingChanges } from "./what-if";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 24, 8 + hours));
const place = { key: "slot", label: "Production", at: at(6), readyBy: at(7), isBooked: true };
const waiting = { releaseId: "r", serviceId: "checkout", teamId: "payments", round: 1, since: at(0) };

function question(phase: "waiting" | "testing" | "approving", isBooked = true): ForecastQuestion {
  return {
    now: at(0),
    rhythm: [] as never,
    history: { rounds: [], approvals: [], makings: [] },
    releases: [{ ...waiting, phase, needsApproval: true }],
    load: new Map(phase === "waiting" ? [["r", 1.5]] : []),
    timetable: new Map([["r", [{ ...place, isBooked }]]]),
  };
}

const group = { name: "Shop QA", limit: 2, inTest: 2 };
const queue = (change: Partial<QueueAsked> = {}): QueueAsked => ({
  ...{ usual: 1, testers: 2, ahead: new Map([["r", 2]]), group },
  ...change,
});
const loadAfter = (change: WhatIf, asked = question("waiting"), line = queue()) =>
  askWhatIf(asked, "r", change, line).load.get("r");

describe("what if", () => {
  it("asks of another tester, a higher limit and one release less what each of them does to the line", () => {
    expect(loadAfter("another_tester")).toBeCloseTo((3 / 2) * (2 / 3));
    expect(loadAfter("higher_limit")).toBeCloseTo((3 / 2) * (2 / 3));
    expect(
      loadAfter("higher_limit", question("waiting"), queue({ group: { ...group, limit: 5, inTest: 5 } })),
    ).toBeCloseTo((3 / 2) * (5 / 6));
    expect(loadAfter("one_less_ahead")).toBeCloseTo(2 / 2);
  });

  it("takes the usual line for what does not stand in it now", () => {
    const line = queue({ ahead: new Map() });
    expect(loadAfter("another_tester", question("testing"), line)).toBeCloseTo(2 / 3);
  });

  it("puts the booked place off by a day, and no other", () => {
    const [moved] = askWhatIf(question("waiting"), "r", "a_day_later", queue()).timetable.get("r") ?? [];
    expect(moved).toMatchObject({ at: at(30), readyBy: at(31) });
    const free = question("waiting", false);
    expect(askWhatIf(free, "r", "a_day_later", queue()).timetable).toBe(free.timetable);
  });

  const aboard = (phase: "waiting" | "approving", needsApproval = true): ForecastQuestion => {
    const asked = question(phase);
    const departure = { acceptedBy: at(2), ifNotAccepted: "next", ifNotReady: null };
    const releases = asked.releases.map((release) => ({ ...release, needsApproval }));
    return { ...asked, releases, timetable: new Map([["r", [{ ...place, departure }]]]) };
  };

  it("puts off what a departure waits for, and not the departure", () => {
    const [moved] = askWhatIf(aboard("waiting"), "r", "a_day_later", queue()).timetable.get("r") ?? [];
    expect(moved).toMatchObject({ at: at(6), readyBy: at(31) });
    expect(moved?.departure).toEqual({ acceptedBy: at(26), ifNotAccepted: "next", ifNotReady: null });
  });

  it("speaks of the slot or of the cut-off, as it is booked", () => {
    expect(whatIfWords("a_day_later", "departure").title).toBe("Its cut-off a day later");
    expect(whatIfWords("a_day_later", "departure").assumes).toContain("leaves when it does now");
    for (const booked of ["slot", null] as const)
      expect(whatIfWords("a_day_later", booked).title).toBe("Its slot a day later");
    for (const change of whatIfs.filter((each) => each !== "a_day_later"))
      expect(whatIfWords(change, "departure")).toEqual(whatIfWords(change, "slot"));
  });

  it("changes nothing for a departure that waits for nothing of the release", () => {
    expect(whyNothingChanges(aboard("approving", false), "r", "a_day_later", queue())).toContain("it is signed");
    expect(whyNothingChanges(aboard("approving"), "r", "a_day_later", queue())).toBeUndefined();
  });

  it.each<[WhatIf, ForecastQuestion, QueueAsked, string]>([
    ["a_day_later", question("waiting", false), queue(), "nothing to put off"],
    ["another_tester", question("approving"), queue(), "QA has accepted it"],
    ["one_less_ahead", question("waiting"), queue({ ahead: new Map([["r", 0]]) }), "Nothing waits before it"],
    ["higher_limit", question("waiting"), queue({ group: null }), "No group of testers"],
    ["higher_limit", question("waiting"), queue({ group: { ...group, inTest: 1 } }), "Shop QA tests 1 of 2"],
  ])("says why %s would change nothing, and then changes nothing", (change, asked, line, why) => {
    expect(whyNothingChanges(asked, "r", change, line)).toContain(why);
    const after = askWhatIf(asked, "r", change, line);
    expect([after.load, after.timetable]).toEqual([asked.load, asked.timetable]);
  });
});
