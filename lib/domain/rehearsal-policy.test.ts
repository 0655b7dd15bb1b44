import { describe, expect, it } from "vitest";
import type { ApprovalFact } from "./approval-tally";
import type { Role } from "./permission";
import { policyVerdicts } from "./rehearsal-policy";
import { aRehearsedSlot } from "./testing/rehearsal-example";

const slot = aRehearsedSlot("slot", "2026-11-24T06:00:00Z");
const yes = (personId: string, roles: Role[], more: Partial<ApprovalFact> = {}): ApprovalFact => ({
  personId,
  personName: personId,
  roles,
  verdict: "approve",
  content: "newest",
  comment: "",
  at: new Date("2026-11-23T12:00:00Z"),
  ...more,
});
const asks = (required: number, authorExcluded = true) => ({
  stages: [{ role: "release_manager" as const, required }],
  authorExcluded,
});
const verdict = (policy: ReturnType<typeof asks> | null, approvals: ApprovalFact[], authorIds: string[] = []) =>
  policyVerdicts(policy, [slot], new Map([["slot", { approvals, authorIds }]])).get("slot");

describe("a policy that is rehearsed", () => {
  it("finds the signatures that were missing, by role", () => {
    expect(verdict(asks(2), [yes("rosa", ["release_manager"])])).toBe("Signatures missing: 1 release manager.");
    expect(verdict(asks(1), [yes("rosa", ["release_manager"])])).toBeUndefined();
    expect(verdict(asks(1), [yes("quin", ["qa"])])).toBe("Signatures missing: 1 release manager.");
    expect(verdict(asks(2), [])).toBe("Signatures missing: 2 release managers.");
  });

  it("counts what was signed last, before the slot opened", () => {
    const older = yes("rosa", ["release_manager"], { content: "older", at: new Date("2026-11-22T12:00:00Z") });
    expect(verdict(asks(1), [older, yes("quin", ["qa"])])).toBeDefined();
    const late = yes("rosa", ["release_manager"], { at: new Date("2026-11-24T07:00:00Z") });
    expect(verdict(asks(1), [late])).toBeDefined();
  });

  it("does not count an author's own, unless it says so", () => {
    const own = [yes("dana", ["release_manager"])];
    expect(verdict(asks(1), own, ["dana"])).toBeDefined();
    expect(verdict(asks(1, false), own, ["dana"])).toBeUndefined();
  });

  it("asks nobody where there is none", () => {
    expect(verdict(null, [])).toBeUndefined();
  });
});
