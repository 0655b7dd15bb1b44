import { describe, expect, it } from "vitest";
import { failingGates, gateNames, gatesPass } from "./gate";
import { slotGates } from "./slot-gates";
import {
  at,
  core,
  coreOnThursday,
  freeze,
  gateOf,
  range,
  ready,
  start,
  web,
  withHandoff,
  withReleases,
} from "./testing/slot-example";

describe("a slot with everything in place", () => {
  it("passes every gate, each with a title and a sentence", () => {
    const gates = slotGates(ready, start);
    // A window or a licence, never both; no departure of a slot without a train, and no soak that nobody asks for.
    expect(gates.map((candidate) => candidate.gate)).toEqual(
      gateNames.filter((name) => !["licence", "departure", "soak"].includes(name)),
    );
    expect(gatesPass(gates)).toBe(true);
    expect(gates.map((candidate) => candidate.title)).toEqual([
      "QA accepted rc 3",
      "Approvals 1 of 1",
      "Window open",
      "No freeze",
      "No order",
      "Not held back",
      "Target set",
    ]);
    for (const { reason, fix } of gates) {
      expect(reason).toMatch(/^[A-Z].*\.$/);
      expect(fix).toBeUndefined();
    }
  });
});

describe("the window", () => {
  it("is judged at the instant asked about, not now", () => {
    expect(gateOf(ready, "window", at("24T04:00"))).toMatchObject({ passed: false, nextOpen: at("24T05:00") });
    expect(gateOf(ready, "window", at("24T11:00"))).toMatchObject({ passed: false, nextOpen: at("26T05:00") });
  });

  it("opens next in the slot's own opening if that is still to come, and behind a freeze", () => {
    const early = { ...core, id: "early", during: range("24T02:00", "24T03:00") };
    const facts = { ...ready, occurrences: [early, core, coreOnThursday] };
    expect(gateOf(facts, "window", at("24T01:00")).nextOpen).toEqual(at("24T05:00"));
    const frozen = { ...facts, freezes: [freeze(range("24T04:00", "24T06:00"))] };
    expect(gateOf(frozen, "window", at("24T01:00")).nextOpen).toEqual(at("24T06:00"));
  });

  it("is the slot's own: another one at the same hour does not open it", () => {
    const other = { ...core, id: "other", windowId: "window-other", windowName: "Other" };
    const cancelled = { ...core, status: "cancelled" as const };
    const facts = {
      ...ready,
      slot: { ...ready.slot, occurrence: cancelled },
      occurrences: [cancelled, other, coreOnThursday],
    };
    expect(gateOf(facts, "window")).toMatchObject({ passed: false, title: "Window cancelled" });
  });

  it("is whatever is open, for a slot without an occurrence", () => {
    const free = { ...ready, slot: { ...ready.slot, occurrence: null } };
    expect(gateOf(free, "window").passed).toBe(true);
    expect(gateOf(free, "window", at("24T12:00"))).toMatchObject({ passed: false, nextOpen: at("26T05:00") });
    const dev = { ...free, environment: { ...free.environment, defaultOpen: true } };
    expect(gateOf(dev, "window", at("24T12:00")).passed).toBe(true);
  });
});

describe("blockers and targets", () => {
  it("a hold stops it until it is released, with its reason", () => {
    const blocker = {
      id: "b",
      reason: "waiting for the data team",
      placedByName: "Mara",
      placedAt: at("24T06:30"),
      resolvedAt: null,
    };
    expect(gateOf({ ...ready, blockers: [blocker] }, "blockers")).toMatchObject({
      passed: false,
      title: "Held back by Mara",
      reason: "Mara holds it back since Tue 24 Nov 07:30 CET: waiting for the data team",
      fix: { action: "resolve_blocker" },
    });
    expect(gateOf({ ...ready, blockers: [{ ...blocker, resolvedAt: at("24T06:40") }] }, "blockers").passed).toBe(true);
    expect(gateOf({ ...ready, blockers: [blocker, { ...blocker, id: "c" }] }, "blockers").title).toBe(
      "Held back 2 times",
    );
  });

  it("what is being rolled back is not overtaken, and the gate says since when", () => {
    const facts = withReleases([{ ...web, rollingBackSince: at("24T06:30") }]);
    expect(gateOf(facts, "blockers")).toMatchObject({
      passed: false,
      state: "waiting",
      title: "web rolls back",
      reason: "web is being rolled back in Production since Tue 24 Nov 07:30 CET.",
      since: at("24T06:30"),
    });
  });

  it("a missing or switched off target stops it, by name of the service", () => {
    expect(gateOf(withReleases([{ ...web, target: null }]), "target")).toMatchObject({
      passed: false,
      title: "No target",
    });
    const off = { ...web, target: { ...(web.target as NonNullable<typeof web.target>), enabled: false } };
    expect(gateOf(withReleases([off]), "target")).toMatchObject({ passed: false, title: "Target switched off" });
    const both = withReleases([
      off,
      { ...web, releaseId: "other", serviceId: "service-api", serviceName: "api", target: null },
    ]);
    expect(gateOf(both, "target").reason).toBe(
      "The target of web in Production is switched off. api has no target in Production: nobody knows what to call.",
    );
    expect(gateOf(both, "target").title).toBe("No target");
  });
});

it("several closed gates are all named at once", () => {
  const facts = {
    ...withHandoff({ state: "queued" }),
    approvals: [],
    freezes: [freeze(range("24T00:00", "25T00:00"))],
  };
  expect(failingGates(slotGates(facts, start)).map((candidate) => candidate.gate)).toEqual([
    "qa",
    "approvals",
    "freeze",
  ]);
});
