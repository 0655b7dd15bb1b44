import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { continuousLicence, licenceWarning } from "./continuous-licence";
import { type ProofFact, type ProofKind, proofKinds } from "./licence-proof";

const zone = "UTC";
const day = 86_400_000;
const now = new Date("2026-11-24T12:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * day);
const flags = { name: "flags", cadence: "continuous" } as const;

let count = 0;
function proof(kind: ProofKind, change: Partial<ProofFact> = {}): ProofFact {
  count += 1;
  const id = String(count).padStart(6, "0");
  const at = { provenAt: days(-1), expiresAt: days(30) };
  return { id, kind, summary: "all green", outcome: "passed", withdrawnAt: null, ...at, ...change };
}

const four = (change: Partial<Record<ProofKind, Partial<ProofFact>>> = {}) =>
  proofKinds.map((kind) => proof(kind, change[kind]));
const judge = (proofs: readonly ProofFact[], at = now) => continuousLicence(flags, proofs, at, zone);
const stateOf = (proofs: readonly ProofFact[], kind: ProofKind, at = now) =>
  judge(proofs, at).proofs.find((each) => each.kind === kind)?.state;

describe("the licence to deploy at any time", () => {
  it("holds while all four are proven, and says when the first of them lapses", () => {
    const licence = judge(four({ regression_tests: { expiresAt: days(3) } }));
    expect(licence).toMatchObject({ licensed: true, lapsesAt: days(3), lapsesFirst: "regression_tests" });
    expect(licence.proofs.map(({ state }) => state)).toEqual(["live", "live", "live", "live"]);
    expect(licence.reason).toBe(
      "flags has proven all four; the first to expire is automated regression tests, Fri 27 Nov 2026 12:00 UTC.",
    );
  });

  it.each(proofKinds)("does not hold without %s, and names it", (kind) => {
    const licence = judge(four().filter((each) => each.kind !== kind));
    expect(licence.licensed).toBe(false);
    expect(licence.lapsesAt).toBeUndefined();
    expect(licence.proofs.find((each) => each.kind === kind)).toMatchObject({ state: "missing", proof: null });
    expect(licence.reason).toMatch(/^flags may not deploy at any time now\. .*: nobody has proven it yet\.$/);
  });

  it("lapses by itself at the instant its first proof expires, not a moment before", () => {
    const proofs = four({ self_recovery: { expiresAt: days(1) } });
    expect(judge(proofs, new Date(days(1).getTime() - 1)).licensed).toBe(true);
    expect(judge(proofs, days(1)).licensed).toBe(false);
    expect(stateOf(proofs, "self_recovery", days(1))).toBe("expired");
  });

  it("ends at once with a proof that failed, and comes back with the next that passed", () => {
    const failed = proof("regression_tests", { outcome: "failed", provenAt: days(-0.5), summary: "2 of 412 are red" });
    const proofs = [...four(), failed];
    expect(judge(proofs)).toMatchObject({ licensed: false });
    expect(judge(proofs).reason).toContain(
      "Automated regression tests: failed Tue 24 Nov 2026 00:00 UTC: 2 of 412 are red.",
    );
    const again = proof("regression_tests", { provenAt: days(-0.25) });
    expect(judge([...proofs, again]).licensed).toBe(true);
  });

  it("is not outlived by older evidence: a failure or an expiry stays what the newest proof says", () => {
    const old = proof("self_recovery", { provenAt: days(-9), expiresAt: days(300) });
    const failed = proof("self_recovery", { outcome: "failed", provenAt: days(-5), expiresAt: days(-4) });
    const short = proof("self_recovery", { provenAt: days(-5), expiresAt: days(-4) });
    const others = four().filter(({ kind }) => kind !== "self_recovery");
    expect(stateOf([...others, old, failed], "self_recovery")).toBe("failed");
    expect(stateOf([...others, old, short], "self_recovery")).toBe("expired");
  });

  it("of two of the same instant believes the one that failed", () => {
    const at = { provenAt: days(-1) };
    const twins = [proof("feature_toggles", { ...at, outcome: "failed" }), proof("feature_toggles", at)];
    expect(stateOf(twins, "feature_toggles")).toBe("failed");
    expect(stateOf(twins.toReversed(), "feature_toggles")).toBe("failed");
  });

  it("counts a withdrawn proof for nothing from then on; the one before it speaks again", () => {
    const withdrawn = proof("automated_deployment", { withdrawnAt: days(-0.5) });
    const others = four().filter(({ kind }) => kind !== "automated_deployment");
    expect(stateOf([...others, withdrawn], "automated_deployment")).toBe("withdrawn");
    expect(stateOf([...others, withdrawn], "automated_deployment", days(-0.75))).toBe("live");
    const before = proof("automated_deployment", { provenAt: days(-20) });
    expect(judge([...others, before, withdrawn]).licensed).toBe(true);
  });

  it("is nothing that another cadence has, whatever was proven", () => {
    const licence = continuousLicence({ name: "ledger", cadence: "quick" }, four(), now, zone);
    expect(licence).toMatchObject({
      licensed: false,
      reason: "ledger is not set to deploy continuously: it ships in its windows.",
    });
  });

  it("answers for the instant asked about: what was proven later is not looked at", () => {
    expect(judge(four(), days(-2)).proofs.map(({ state }) => state)).toEqual(Array(4).fill("missing"));
  });

  it("always names all four, and holds exactly when each of them is live (any evidence, any order)", () => {
    const facts = fc.array(
      fc.record({
        kind: fc.constantFrom(...proofKinds),
        outcome: fc.constantFrom("passed" as const, "failed" as const),
        from: fc.integer({ min: -20, max: 5 }),
        days: fc.integer({ min: 1, max: 30 }),
        withdrawn: fc.option(fc.integer({ min: -10, max: 10 }), { nil: null }),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(facts, fc.integer({ min: -20, max: 20 }), (rows, offset) => {
        const proofs = rows.map(({ kind, outcome, from, days: length, withdrawn }) =>
          proof(kind, {
            outcome,
            provenAt: days(from),
            expiresAt: days(from + length),
            withdrawnAt: withdrawn === null ? null : days(withdrawn),
          }),
        );
        const licence = judge(proofs, days(offset));
        expect(licence.proofs.map(({ kind }) => kind)).toEqual([...proofKinds]);
        expect(licence.licensed).toBe(licence.proofs.every(({ state }) => state === "live"));
        expect(judge(proofs.toReversed(), days(offset))).toEqual(licence);
        if (licence.lapsesAt === undefined) return;
        expect(licence.lapsesAt > days(offset)).toBe(true);
        expect(
          judge(
            proofs.filter((each) => each.provenAt <= days(offset)),
            licence.lapsesAt,
          ).licensed,
        ).toBe(false);
      }),
    );
  });
});

describe("the warning before a licence lapses", () => {
  const warningIn = (length: number) => licenceWarning({ lapsesAt: days(length), lapsesFirst: "self_recovery" }, now);

  it("is given a week before, and louder on the last day", () => {
    expect(warningIn(7.01)).toBeUndefined();
    expect(warningIn(7)).toEqual({ urgency: "week", inWords: "Self-recovery lapses in 7 d" });
    expect(warningIn(1)).toEqual({ urgency: "day", inWords: "Self-recovery lapses in 1 d" });
    expect(warningIn(0.5)).toMatchObject({ urgency: "day", inWords: "Self-recovery lapses in 12 h" });
  });

  it("is not given for what has lapsed or never was", () => {
    expect(warningIn(0)).toBeUndefined();
    expect(licenceWarning({}, now)).toBeUndefined();
  });
});
