import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ApprovalFact, type ApprovalPolicy, tallyApprovals } from "./approval-tally";
import type { Role } from "./permission";

const content = "what is signed";
let minute = 0;
const fact = (name: string, roles: Role[], change: Partial<ApprovalFact> = {}): ApprovalFact => ({
  personId: name,
  personName: name,
  roles,
  verdict: "approve",
  content,
  comment: "",
  at: new Date(Date.UTC(2026, 10, 24, 6, minute++)),
  ...change,
});
const stages = (...list: [Role, number][]): Pick<ApprovalPolicy, "stages"> => ({
  stages: list.map(([role, required]) => ({ role, required })),
});
const two = stages(["release_manager", 1], ["qa", 1]);

describe("counting signatures", () => {
  it("needs the number of each stage's role", () => {
    const policy = stages(["release_manager", 2]);
    const rita = fact("rita", ["release_manager"]);
    const tally = tallyApprovals(policy, [rita, fact("dev", ["developer"])], content);
    expect(tally).toMatchObject({ complete: false, signedCount: 1, requiredCount: 2, stages: [{ missing: 1 }] });
    expect(tallyApprovals(policy, [rita, fact("max", ["release_manager"])], content).complete).toBe(true);
  });

  it("counts a person once, however often they sign", () => {
    const policy = stages(["release_manager", 2]);
    expect(
      tallyApprovals(policy, [fact("rita", ["release_manager"]), fact("rita", ["release_manager"])], content)
        .signedCount,
    ).toBe(1);
  });

  it("counts a person in one stage only, whatever roles they hold", () => {
    expect(tallyApprovals(two, [fact("rita", ["release_manager", "qa"])], content)).toMatchObject({
      complete: false,
      signedCount: 1,
    });
  });

  it("places people where they are needed, whoever signed first", () => {
    const both = fact("both", ["release_manager", "qa"]);
    const rita = fact("rita", ["release_manager"]);
    expect(tallyApprovals(two, [both, rita], content).complete).toBe(true);
    expect(tallyApprovals(two, [rita, both], content).complete).toBe(true);
  });

  it("lets the newest verdict of a person count, also against an older yes or no", () => {
    const yes = fact("rita", ["release_manager"]);
    const no = fact("rita", ["release_manager"], { verdict: "decline", comment: "no" });
    const policy = stages(["release_manager", 1]);
    expect(tallyApprovals(policy, [no, yes], content).complete).toBe(false);
    const again = fact("rita", ["release_manager"]);
    expect(tallyApprovals(policy, [yes, no, again], content)).toMatchObject({ complete: true, stale: [] });
    expect(tallyApprovals(policy, [yes, no, again], content).declined).toBeUndefined();
  });

  it("is stopped by one no, though every stage is signed", () => {
    const policy = stages(["release_manager", 1]);
    const no = fact("max", ["release_manager"], { verdict: "decline", comment: "no" });
    expect(tallyApprovals(policy, [no, fact("rita", ["release_manager"])], content)).toMatchObject({
      complete: false,
      signedCount: 1,
      declined: { personId: "max" },
    });
  });

  it("keeps what was signed for other content as stale, yes and no alike", () => {
    const policy = stages(["release_manager", 1]);
    const old = { content: "something else" };
    const tally = tallyApprovals(
      policy,
      [
        fact("rita", ["release_manager"], old),
        fact("max", ["release_manager"], { ...old, verdict: "decline", comment: "no" }),
      ],
      content,
    );
    expect(tally).toMatchObject({
      complete: false,
      signedCount: 0,
      stale: [{ personId: "rita" }, { personId: "max" }],
    });
    expect(tally.declined).toBeUndefined();
  });

  it("lets a stale no be replaced by a new yes, and a new verdict for old content undo nothing", () => {
    const policy = stages(["release_manager", 1]);
    const staleNo = fact("rita", ["release_manager"], { verdict: "decline", content: "old", comment: "no" });
    expect(tallyApprovals(policy, [staleNo, fact("rita", ["release_manager"])], content).complete).toBe(true);
  });

  it("needs nothing where nothing is asked", () => {
    expect(tallyApprovals({ stages: [] }, [], content)).toMatchObject({ complete: true, requiredCount: 0 });
  });
});

describe("for any policy and any signers", () => {
  const anyRole = fc.constantFrom<Role>("release_manager", "qa", "developer");
  const policies = fc
    .array(fc.tuple(anyRole, fc.integer({ min: 1, max: 2 })), { maxLength: 3 })
    .map((list) => stages(...list));
  const signers = fc
    .array(fc.uniqueArray(anyRole, { maxLength: 3 }), { maxLength: 5 })
    .map((list) => list.map((held, index) => fact(`p${index}`, held)));

  /** The most signatures that can count, by trying everything. */
  function most(places: readonly Role[], people: readonly ApprovalFact[]): number {
    const [first, ...others] = people;
    if (first === undefined) return 0;
    const without = most(places, others);
    return places.reduce(
      (best, role, index) =>
        first.roles.includes(role) ? Math.max(best, 1 + most(places.toSpliced(index, 1), others)) : best,
      without,
    );
  }

  it("as many signatures count as possible, each once, each by somebody with the role", () => {
    fc.assert(
      fc.property(policies, signers, (policy, approvals) => {
        const tally = tallyApprovals(policy, approvals, content);
        const counted = tally.stages.flatMap((stage) => stage.signed);
        expect(new Set(counted).size).toBe(counted.length);
        for (const { role, required, signed } of tally.stages) {
          expect(signed.length).toBeLessThanOrEqual(required);
          for (const signer of signed) expect(signer.roles).toContain(role);
        }
        const places = policy.stages.flatMap((stage) => Array<Role>(stage.required).fill(stage.role));
        expect(tally.signedCount).toBe(most(places, approvals));
      }),
      { numRuns: 60 },
    );
  });
});
