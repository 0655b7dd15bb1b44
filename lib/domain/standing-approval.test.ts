import { describe, expect, it } from "vitest";
import { gatesPass } from "./gate";
import type { SlotFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";
import { slotSignatures } from "./slot-signatures";
import { type StandingApprovalFact, standingVerdict } from "./standing-approval";
import { at, ready, signature, web } from "./testing/slot-example";

const rosa: StandingApprovalFact = {
  id: "standing-1",
  personId: "person-rosa",
  personName: "Rosa",
  roles: ["release_manager"],
  ownWork: false,
  serviceId: null,
  serviceName: null,
  mostDatabaseChange: "compatible",
  mostDowntimeMinutes: 5,
  reason: "routine fixes",
  givenAt: at("20T08:00"),
  expiresAt: at("28T08:00"),
  revokedAt: null,
};
const instant = ready.slot.during.start;
const unsigned: SlotFacts = { ...ready, approvals: [] };
const withStanding = (change: Partial<StandingApprovalFact> = {}, facts = unsigned): SlotFacts => ({
  ...facts,
  standing: [{ ...rosa, ...change }],
});
const approvals = (facts: SlotFacts, when = instant) => {
  const found = slotGates(facts, when).find(({ gate }) => gate === "approvals");
  if (found === undefined) throw new Error("no gate for approvals");
  return found;
};

describe("a signature given beforehand", () => {
  it("counts as its giver's, and the gate says so by name", () => {
    expect(gatesPass(slotGates(withStanding(), instant))).toBe(true);
    expect(approvals(withStanding())).toMatchObject({
      passed: true,
      title: "Approvals 1 of 1",
      reason: "Signed by Rosa (beforehand).",
    });
    expect(approvals(withStanding()).rules.map(({ reason }) => reason)).toContain(
      "Rosa signed beforehand for what is routine here, until Sat 28 Nov 2026 09:00 CET: routine fixes.",
    );
  });

  it.each([
    ["given later", { givenAt: at("25T08:00") }, "it was given later, Wed 25 Nov 09:00 CET"],
    ["expired", { expiresAt: instant }, "it expires Tue 24 Nov 08:00 CET"],
    ["revoked", { revokedAt: at("24T06:00") }, "it was revoked Tue 24 Nov 07:00 CET"],
    ["for another service", { serviceId: "s", serviceName: "cart" }, "it is for cart alone, not for web 2026.47"],
    ["the giver's own work", { ownWork: true }, "it is never for its giver's own work"],
  ])("does not count when it is %s, and the gate says why", (_, change, because) => {
    const gate = approvals(withStanding(change));
    expect(gate.passed).toBe(false);
    expect(gate.reason).toContain(`The standing approval of Rosa does not count: ${because}.`);
  });

  it("is for its service where it names one", () => {
    expect(approvals(withStanding({ serviceId: web.serviceId, serviceName: "web" })).passed).toBe(true);
  });

  it.each([
    ["none", "none", true],
    ["none", "compatible", false],
    ["compatible", "compatible", true],
    ["compatible", "breaking", false],
    ["breaking", "breaking", true],
  ] as const)("with at most %s does with a database change that is %s what its words say", (most, change, counts) => {
    const facts = { ...unsigned, releases: [{ ...web, databaseChange: change }] };
    expect(approvals(withStanding({ mostDatabaseChange: most }, facts)).passed).toBe(counts);
  });

  it("does not cover more downtime than it says, and looks at every release aboard", () => {
    const second = { ...web, releaseId: "release-cart", serviceId: "service-cart", serviceName: "cart" };
    const downtime = (minutes: number): SlotFacts => ({
      ...unsigned,
      releases: [web, { ...second, downtimeMinutes: minutes }],
    });
    expect(approvals(withStanding({}, downtime(5))).passed).toBe(true);
    expect(approvals(withStanding({}, downtime(6))).reason).toContain("plans 6 minutes of downtime, more than 5");
  });

  it("counts for its giver's own work only where the policy relaxes rule 6", () => {
    const { policy } = unsigned;
    const relaxed = { ...unsigned, policy: policy && { ...policy, authorExcluded: false } };
    expect(approvals(withStanding({ ownWork: true }, relaxed)).passed).toBe(true);
  });

  it("needs the role that the policy asks, for the slot's teams", () => {
    expect(approvals(withStanding({ roles: ["qa"] })).passed).toBe(false);
  });

  it("never counts over a no: anybody's current one stops it", () => {
    const no = signature(unsigned, { verdict: "decline", comment: "not on a Tuesday" });
    const facts = withStanding({}, { ...unsigned, approvals: [no] });
    expect(approvals(facts)).toMatchObject({ state: "failed", title: "Declined by Rita" });
  });

  it("does not count for a slot that its giver declined, also when something was changed after that", () => {
    const own = { personId: "person-rosa", personName: "Rosa", verdict: "decline", comment: "no" } as const;
    const stale = signature(unsigned, { ...own, content: JSON.stringify({ ...JSON.parse(contentOf()), policy: 2 }) });
    const facts = withStanding({}, { ...unsigned, approvals: [stale] });
    expect(approvals(facts).passed).toBe(false);
    expect(approvals(facts).reason).toContain("its giver declined this slot");
  });

  it("counts its giver once, and in place of an older word that went stale", () => {
    const { policy } = unsigned;
    const two = {
      ...unsigned,
      policy: policy && { ...policy, stages: [{ role: "release_manager" as const, required: 2 }] },
    };
    const own = signature(two, { personId: "person-rosa", personName: "Rosa" });
    expect(slotSignatures(withStanding({}, { ...two, approvals: [own] }), instant)?.tally.signedCount).toBe(1);
    const twice = { ...two, standing: [rosa, { ...rosa, id: "standing-2" }] };
    expect(slotSignatures(twice, instant)?.tally.signedCount).toBe(1);
    const stale = { ...own, content: JSON.stringify({ ...JSON.parse(own.content), policy: 2 }) };
    const tally = slotSignatures(withStanding({}, { ...two, approvals: [stale] }), instant)?.tally;
    expect(tally).toMatchObject({ signedCount: 1, stale: [] });
  });

  it("covers nothing where nothing is aboard", () => {
    const empty = { releases: [], authorExcluded: true, approvals: [], zone: "UTC" };
    expect(standingVerdict(rosa, empty, instant)).toEqual({ counts: false, because: "nothing is aboard" });
  });
});

function contentOf(): string {
  return signature(unsigned).content;
}
