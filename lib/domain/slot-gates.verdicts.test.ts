import { describe, expect, it } from "vitest";
import type { ReleaseFacts } from "./slot-facts";
import {
  at,
  build3,
  coreOnThursday,
  gateOf,
  range,
  ready,
  signature,
  web,
  withHandoff,
  withReleases,
} from "./testing/slot-example";

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
    expect(gateOf(facts, "qa")).toMatchObject({ state: expected, passed: expected === "clear", title });
    expect(gateOf(facts, "qa").fix?.action).toBe(action);
  });

  it("says who sent it back, when, as what and why; a signature does not outweigh it (case 18)", () => {
    const facts = withHandoff({ state: "rejected", category: "crash", reason: "The cart crashes." });
    expect(gateOf(facts, "approvals").passed).toBe(true);
    expect(gateOf(facts, "qa").reason).toBe("Quinn sent it back on Fri 20 Nov 16:00 CET (crash): The cart crashes.");
  });

  it("counts a verdict for no other build than the newest (case 17)", () => {
    const newer = { ...web, newestBuild: { ...build3, id: "build-4", number: 4 } };
    expect(gateOf(withReleases([newer]), "qa")).toMatchObject({
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
    const { state, reason } = gateOf(withReleases([{ ...newest, newestHandoff: handoff }]), "qa");
    expect(state).toBe("failed");
    expect(reason).toBe("Quinn sent it back on Fri 20 Nov 16:00 CET: wrong total. rc 4 has not been handed over yet.");
  });

  it("waits for a hand-over that never happened", () => {
    expect(gateOf(withHandoff(null), "qa")).toMatchObject({ state: "waiting", title: "rc 3 not handed over" });
  });

  it("fails without a build, also where nobody asks for acceptance", () => {
    const noBuild = withReleases([{ ...web, newestBuild: null, newestHandoff: null }]);
    const dev = { ...noBuild, environment: { ...noBuild.environment, requiresAcceptance: false } };
    for (const facts of [noBuild, dev])
      expect(gateOf(facts, "qa")).toMatchObject({ passed: false, state: "failed", title: "No build" });
  });

  it("fails without a release", () => {
    expect(gateOf({ ...ready, releases: [] }, "qa")).toMatchObject({
      passed: false,
      state: "failed",
      title: "No release",
    });
  });

  it("passes an untested build where the environment does not ask for acceptance", () => {
    const facts = withHandoff({ state: "queued" });
    const staging = { ...facts, environment: { ...facts.environment, name: "Staging", requiresAcceptance: false } };
    expect(gateOf(staging, "qa")).toMatchObject({ passed: true, title: "Build rc 3" });
  });

  it("of several releases speaks of the worst, and names all", () => {
    const api: ReleaseFacts = {
      ...web,
      releaseId: "release-api",
      serviceId: "service-api",
      serviceName: "api",
      newestHandoff: null,
    };
    const both = gateOf(withReleases([web, api]), "qa");
    expect(both).toMatchObject({ passed: false, state: "waiting", title: "api: rc 3 not handed over" });
    expect(both.rules.map((rule) => rule.name)).toEqual(["web 2026.47", "api 2026.47"]);
    expect(gateOf(withReleases([web, { ...api, newestHandoff: web.newestHandoff }]), "qa").title).toBe(
      "QA: all builds clear",
    );
  });
});

describe("approvals (rule 5)", () => {
  it("wait for those who have not signed, by name of their role", () => {
    expect(gateOf({ ...ready, approvals: [] }, "approvals")).toMatchObject({
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
    expect(gateOf(moved, "approvals", at("26T07:00"))).toMatchObject({ passed: false, title: "Approvals 0 of 1" });
    expect(gateOf(rebuilt, "approvals").reason).toBe(
      "1 release manager still to sign. Rita's verdict no longer counts: build rc 3 → rc 4.",
    );
  });

  it("stay when the slot moves inside its occurrence, as the policy says", () => {
    const moved = { ...ready, slot: { ...ready.slot, during: range("24T08:00", "24T10:00") } };
    expect(gateOf(moved, "approvals").passed).toBe(true);
  });

  it("fail when somebody declined, whoever else signed", () => {
    const no = signature(ready, {
      personId: "person-max",
      personName: "Max",
      verdict: "decline",
      comment: "Not before the sale.",
    });
    expect(gateOf({ ...ready, approvals: [...ready.approvals, no] }, "approvals")).toMatchObject({
      passed: false,
      state: "failed",
      title: "Declined by Max",
      reason: "Max declined: Not before the sale.",
    });
  });

  it("are not asked for without a policy", () => {
    expect(gateOf({ ...ready, policy: null, approvals: [] }, "approvals")).toMatchObject({
      passed: true,
      title: "No approval needed",
    });
  });
});
