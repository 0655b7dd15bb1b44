import { describe, expect, it } from "vitest";
import type { FreezeException } from "./freeze";
import { failingGates, gateNames, gatesPass } from "./gate";
import type { ReleaseFacts, SlotFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";
import {
  at,
  build3,
  core,
  coreOnThursday,
  exception,
  freeze,
  range,
  ready,
  signature,
  web,
  withHandoff,
  withReleases,
} from "./testing/slot-example";

const start = ready.slot.during.start;
const gate = (facts: SlotFacts, name: (typeof gateNames)[number], instant = start) => {
  const found = slotGates(facts, instant).find((candidate) => candidate.gate === name);
  if (found === undefined) throw new Error(`no gate ${name}`);
  return found;
};

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

describe("QA (rule 4)", () => {
  it.each([
    ["queued", "waiting", "With QA, round 2", "judge"],
    ["testing", "waiting", "In test, round 2", "judge"],
    ["accepted", "clear", "QA accepted rc 3", undefined],
    ["rejected", "failed", "Rejected in round 2", "hand_over"],
    ["superseded", "waiting", "rc 3 not with QA", "hand_over"],
    ["withdrawn", "waiting", "rc 3 not with QA", "hand_over"],
  ] as const)("%s: %s, %s", (state, expected, title, action) => {
    const facts = withHandoff({ state, category: "crash", reason: "the cart crashes" });
    expect(gate(facts, "qa")).toMatchObject({ state: expected, passed: expected === "clear", title });
    expect(gate(facts, "qa").fix?.action).toBe(action);
  });

  it("says who sent it back, when, as what and why; a signature does not outweigh it (case 18)", () => {
    const facts = withHandoff({ state: "rejected", category: "crash", reason: "The cart crashes." });
    expect(gate(facts, "approvals").passed).toBe(true);
    expect(gate(facts, "qa").reason).toBe("Quinn sent it back on Fri 20 Nov 16:00 CET (crash): The cart crashes.");
  });

  it("counts a verdict for no other build than the newest (case 17)", () => {
    const newer = { ...web, newestBuild: { ...build3, id: "build-4", number: 4 } };
    expect(gate(withReleases([newer]), "qa")).toMatchObject({
      passed: false,
      state: "waiting",
      title: "rc 4 not handed over",
    });
  });

  it("keeps a rejection open when a newer build exists that nobody handed over", () => {
    const newest = { ...web, newestBuild: { ...build3, id: "build-4", number: 4 } };
    const handoff = {
      ...(web.newestHandoff as NonNullable<ReleaseFacts["newestHandoff"]>),
      state: "rejected" as const,
      reason: "wrong total",
    };
    const { state, reason } = gate(withReleases([{ ...newest, newestHandoff: handoff }]), "qa");
    expect(state).toBe("failed");
    expect(reason).toBe("Quinn sent it back on Fri 20 Nov 16:00 CET: wrong total. rc 4 has not been handed over yet.");
  });

  it("waits for a hand-over that never happened", () => {
    expect(gate(withHandoff(null), "qa")).toMatchObject({ state: "waiting", title: "rc 3 not handed over" });
  });

  it("fails without a build, also where nobody asks for acceptance", () => {
    const noBuild = withReleases([{ ...web, newestBuild: null, newestHandoff: null }]);
    const dev = { ...noBuild, environment: { ...noBuild.environment, requiresAcceptance: false } };
    for (const facts of [noBuild, dev])
      expect(gate(facts, "qa")).toMatchObject({ passed: false, state: "failed", title: "No build" });
  });

  it("fails without a release", () => {
    expect(gate({ ...ready, releases: [] }, "qa")).toMatchObject({
      passed: false,
      state: "failed",
      title: "No release",
    });
  });

  it("passes an untested build where the environment does not ask for acceptance", () => {
    const facts = withHandoff({ state: "queued" });
    const staging = { ...facts, environment: { ...facts.environment, name: "Staging", requiresAcceptance: false } };
    expect(gate(staging, "qa")).toMatchObject({ passed: true, title: "Build rc 3" });
  });

  it("of several releases speaks of the worst, and names all", () => {
    const api: ReleaseFacts = {
      ...web,
      releaseId: "release-api",
      serviceId: "service-api",
      serviceName: "api",
      newestHandoff: null,
    };
    const both = gate(withReleases([web, api]), "qa");
    expect(both).toMatchObject({ passed: false, state: "waiting", title: "api: rc 3 not handed over" });
    expect(both.rules.map((rule) => rule.name)).toEqual(["web 2026.47", "api 2026.47"]);
    expect(gate(withReleases([web, { ...api, newestHandoff: web.newestHandoff }]), "qa").title).toBe(
      "QA: all builds clear",
    );
  });
});

describe("approvals (rule 5)", () => {
  it("wait for those who have not signed, by name of their role", () => {
    expect(gate({ ...ready, approvals: [] }, "approvals")).toMatchObject({
      passed: false,
      state: "waiting",
      title: "Approvals 0 of 1",
      reason: "1 release manager still to sign.",
    });
  });

  it("go stale with what was signed, and say what changed", () => {
    const moved = {
      ...ready,
      slot: { ...ready.slot, occurrence: coreOnThursday, during: range("26T07:00", "26T09:00") },
    };
    const rebuilt = {
      ...ready,
      releases: [{ ...web, newestBuild: { ...build3, id: "build-4", number: 4, artifactDigest: "sha256:4" } }],
    };
    expect(gate(moved, "approvals", at("26T07:00"))).toMatchObject({ passed: false, title: "Approvals 0 of 1" });
    expect(gate(rebuilt, "approvals").reason).toBe(
      "1 release manager still to sign. Rita's verdict no longer counts: build rc 3 → rc 4.",
    );
  });

  it("stay when the slot moves inside its occurrence, as the policy says", () => {
    const moved = { ...ready, slot: { ...ready.slot, during: range("24T08:00", "24T10:00") } };
    expect(gate(moved, "approvals").passed).toBe(true);
  });

  it("fail when somebody declined, whoever else signed", () => {
    const no = signature(ready, {
      personId: "person-max",
      personName: "Max",
      verdict: "decline",
      comment: "Not before the sale.",
    });
    expect(gate({ ...ready, approvals: [...ready.approvals, no] }, "approvals")).toMatchObject({
      passed: false,
      state: "failed",
      title: "Declined by Max",
      reason: "Max declined: Not before the sale.",
    });
  });

  it("are not asked for without a policy", () => {
    expect(gate({ ...ready, policy: null, approvals: [] }, "approvals")).toMatchObject({
      passed: true,
      title: "No approval needed",
    });
  });
});

describe("the window", () => {
  it("is judged at the instant asked about, not now", () => {
    expect(gate(ready, "window", at("24T04:00"))).toMatchObject({ passed: false, nextOpen: at("24T05:00") });
    expect(gate(ready, "window", at("24T11:00"))).toMatchObject({ passed: false, nextOpen: at("26T05:00") });
  });

  it("opens next in the slot's own opening if that is still to come, and behind a freeze", () => {
    const early = { ...core, id: "early", during: range("24T02:00", "24T03:00") };
    const facts = { ...ready, occurrences: [early, core, coreOnThursday] };
    expect(gate(facts, "window", at("24T01:00")).nextOpen).toEqual(at("24T05:00"));
    const frozen = { ...facts, freezes: [freeze(range("24T04:00", "24T06:00"))] };
    expect(gate(frozen, "window", at("24T01:00")).nextOpen).toEqual(at("24T06:00"));
  });

  it("is the slot's own: another one at the same hour does not open it", () => {
    const other = { ...core, id: "other", windowId: "window-other", windowName: "Other" };
    const cancelled = { ...core, status: "cancelled" as const };
    const facts = {
      ...ready,
      slot: { ...ready.slot, occurrence: cancelled },
      occurrences: [cancelled, other, coreOnThursday],
    };
    expect(gate(facts, "window")).toMatchObject({ passed: false, title: "Window cancelled" });
  });

  it("is whatever is open, for a slot without an occurrence", () => {
    const free = { ...ready, slot: { ...ready.slot, occurrence: null } };
    expect(gate(free, "window").passed).toBe(true);
    expect(gate(free, "window", at("24T12:00"))).toMatchObject({ passed: false, nextOpen: at("26T05:00") });
    const dev = { ...free, environment: { ...free.environment, defaultOpen: true } };
    expect(gate(dev, "window", at("24T12:00")).passed).toBe(true);
  });
});

describe("freezes", () => {
  const frozen = { ...ready, freezes: [freeze(range("24T06:00", "25T00:00"))] };

  it("that were set after the booking win (rule 3), and say until when", () => {
    expect(gate(frozen, "freeze")).toMatchObject({
      passed: false,
      state: "failed",
      title: "Thanksgiving freeze",
      since: at("24T06:00"),
      nextOpen: at("26T05:00"),
    });
    expect(gate(frozen, "window").passed).toBe(true);
  });

  it("that hit only one of the releases hold the slot", () => {
    const scope = { environmentIds: null, teamIds: null, serviceIds: ["service-web"] };
    expect(gate({ ...ready, freezes: [freeze(range("24T06:00", "25T00:00"), { scope })] }, "freeze").passed).toBe(
      false,
    );
  });

  it("let a hotfix pass when they are for all but hotfixes", () => {
    const hotfix = withReleases([{ ...web, kind: "hotfix" }]);
    expect(
      gate({ ...hotfix, freezes: [freeze(range("24T06:00", "25T00:00"), { grade: "hotfix_only" })] }, "freeze").passed,
    ).toBe(true);
  });
});

describe("an exception from a freeze", () => {
  const during = range("24T06:00", "25T00:00");
  const frozen = (given: Partial<FreezeException> = {}) => ({
    ...ready,
    freezes: [freeze(during, { exceptions: [{ ...exception, ...given }] })],
  });

  it("opens the gate in its time box, and says who took the risk, until when and why", () => {
    expect(gate(frozen(), "freeze")).toMatchObject({
      passed: true,
      state: "clear",
      title: "Exception granted",
      reason: "Exception from Thanksgiving freeze, granted by Rosa until Tue 24 Nov 09:00 CET: Shoppers cannot pay.",
      rules: [{ kind: "freeze", id: "freeze-1" }],
    });
    expect(gate(frozen(), "freeze", at("24T08:00"))).toMatchObject({ passed: false, fix: { action: "ask_exception" } });
  });

  it("that nobody has answered opens nothing, and the gate says that it waits", () => {
    const asked = gate(frozen({ status: "requested", grantedByName: null }), "freeze");
    expect(asked).toMatchObject({ passed: false, fix: { action: "answer_exception" } });
    expect(asked.reason).toContain("Devika asked for an exception until Tue 24 Nov 09:00 CET");
  });

  it("is needed from every freeze that hits", () => {
    const two = { ...ready, freezes: [...frozen().freezes, freeze(during, { freezeId: "freeze-2", name: "Audit" })] };
    expect(gate(two, "freeze")).toMatchObject({ passed: false, title: "Audit" });
  });

  it("is offered where a release is aboard that it could be for", () => {
    const empty = { ...ready, releases: [], freezes: [freeze(during)] };
    expect(gate(empty, "freeze").fix?.action).toBe("move");
  });
});

describe("a stopped line", () => {
  it("has no end that anybody could name, and no next opening", () => {
    const stop = freeze(range("24T06:00", "30T00:00"), { name: "Stop the line", stopsTheLine: true });
    const stopped = gate({ ...ready, freezes: [stop] }, "freeze");
    expect(stopped.reason).toBe(
      "Stop the line closes Production for everything, since Tue 24 Nov 07:00 CET, until it is lifted.",
    );
    expect(stopped.nextOpen).toBeUndefined();
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
    expect(gate({ ...ready, blockers: [blocker] }, "blockers")).toMatchObject({
      passed: false,
      title: "Held back by Mara",
      reason: "Mara holds it back since Tue 24 Nov 07:30 CET: waiting for the data team",
      fix: { action: "resolve_blocker" },
    });
    expect(gate({ ...ready, blockers: [{ ...blocker, resolvedAt: at("24T06:40") }] }, "blockers").passed).toBe(true);
    expect(gate({ ...ready, blockers: [blocker, { ...blocker, id: "c" }] }, "blockers").title).toBe(
      "Held back 2 times",
    );
  });

  it("what is being rolled back is not overtaken, and the gate says since when", () => {
    const facts = withReleases([{ ...web, rollingBackSince: at("24T06:30") }]);
    expect(gate(facts, "blockers")).toMatchObject({
      passed: false,
      state: "waiting",
      title: "web rolls back",
      reason: "web is being rolled back in Production since Tue 24 Nov 07:30 CET.",
      since: at("24T06:30"),
    });
  });

  it("a missing or switched off target stops it, by name of the service", () => {
    expect(gate(withReleases([{ ...web, target: null }]), "target")).toMatchObject({
      passed: false,
      title: "No target",
    });
    const off = { ...web, target: { ...(web.target as NonNullable<typeof web.target>), enabled: false } };
    expect(gate(withReleases([off]), "target")).toMatchObject({ passed: false, title: "Target switched off" });
    const both = withReleases([
      off,
      { ...web, releaseId: "other", serviceId: "service-api", serviceName: "api", target: null },
    ]);
    expect(gate(both, "target").reason).toBe(
      "The target of web in Production is switched off. api has no target in Production: nobody knows what to call.",
    );
    expect(gate(both, "target").title).toBe("No target");
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
