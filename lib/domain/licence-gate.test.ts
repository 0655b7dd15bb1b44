import { describe, expect, it } from "vitest";
import { decideDeployNow } from "./deploy-now";
import { failingGates, gatesPass } from "./gate";
import { type ProofFact, proofKinds } from "./licence-proof";
import { decideOpening } from "./opening";
import type { ReleaseFacts, SlotFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";
import { at, coreOnThursday, freeze, range, ready, signature, web } from "./testing/slot-example";

/*
 * web deploys continuously and stands in a slot without an opening, Tue 24 Nov 2026 13:00–14:00 CET, after its window has closed.
 */
const proofs: ProofFact[] = proofKinds.map((kind) => ({
  id: kind,
  kind,
  summary: "all green",
  outcome: "passed",
  provenAt: at("20T08:00"),
  expiresAt: at("28T08:00"),
  withdrawnAt: null,
}));
const continuous: ReleaseFacts = { ...web, cadence: "continuous", proofs };
const during = range("24T12:00", "24T13:00");
const now = during.start;

function anytime(change: Partial<ReleaseFacts> = {}, more: Partial<SlotFacts> = {}): SlotFacts {
  const slot = { ...ready.slot, during, origin: "continuous", occurrence: null } as const;
  const facts: SlotFacts = { ...ready, slot, releases: [{ ...continuous, ...change }], ...more };
  return { ...facts, approvals: more.approvals ?? [signature(facts)] };
}
const without = (kind: string) => proofs.filter((proof) => proof.kind !== kind);
const expired = (kind: string, expiresAt: Date) =>
  proofs.map((proof) => (proof.kind === kind ? { ...proof, expiresAt } : proof));
const closed = (facts: SlotFacts, instant = now) => failingGates(slotGates(facts, instant)).map(({ gate }) => gate);

describe("a slot of a continuous service, without an opening", () => {
  it("has the licence in the window's place, and opens outside every window while it holds", () => {
    const gates = slotGates(anytime(), now);
    expect(gates.map(({ gate }) => gate)).toEqual([
      "qa",
      "approvals",
      "licence",
      "freeze",
      "predecessor",
      "blockers",
      "target",
    ]);
    expect(gatesPass(gates)).toBe(true);
    expect(decideOpening(anytime(), now).decision).toBe("open");
  });

  it("does not open without it: the gate names what is missing, and the next window the service falls back to", () => {
    const [gate] = failingGates(slotGates(anytime({ proofs: without("self_recovery") }), now));
    expect(gate).toMatchObject({
      gate: "licence",
      title: "No licence to deploy at any time",
      nextOpen: coreOnThursday.during.start,
      rules: [
        {
          kind: "licence",
          id: "service-web",
          name: "web: Self-recovery",
          reason: "Self-recovery: nobody has proven it yet.",
        },
      ],
      fix: { action: "prove" },
    });
  });

  it("is not opened by a window that happens to be open: there it needs a place in one of its lanes", () => {
    const slot = { ...anytime().slot, during: range("24T08:00", "24T09:00") };
    expect(closed(anytime({ proofs: [] }, { slot }), at("24T08:00"))).toEqual(["licence"]);
  });

  it("is judged for the instant asked about: a licence that lapses before is no licence then", () => {
    const facts = anytime({ proofs: expired("regression_tests", at("24T12:30")) });
    expect(closed(facts, at("24T12:29"))).toEqual([]);
    expect(closed(facts, at("24T12:30"))).toEqual(["licence"]);
  });

  it("needs the licence of every service in it", () => {
    const second = {
      ...continuous,
      releaseId: "release-cart",
      serviceId: "service-cart",
      serviceName: "cart",
      proofs: [],
    };
    const facts = anytime();
    const both = { ...facts, releases: [continuous, second] };
    const [gate] = failingGates(slotGates({ ...both, approvals: [signature(both)] }, now));
    expect(gate?.rules.map(({ name }) => name)).toEqual(proofKinds.map(() => expect.stringMatching(/^cart: /)));
  });

  it("is nothing for a service of another cadence, whatever it has proven", () => {
    const [gate] = failingGates(slotGates(anytime({ cadence: "quick" }), now));
    expect(gate).toMatchObject({
      gate: "licence",
      reason: "web is not set to deploy continuously: it ships in its windows.",
    });
  });

  it("needs none where the environment is open by default: there the window's gate stands as ever", () => {
    const open = { ...ready.environment, defaultOpen: true };
    const gates = slotGates(anytime({ proofs: [] }, { environment: open }), now);
    expect(gates.map(({ gate }) => gate)).toContain("window");
    expect(gatesPass(gates)).toBe(true);
  });

  it("is closed by a freeze like any other (rule 3), and opens next when that ends, not with the next window", () => {
    const facts = anytime({}, { freezes: [freeze(range("24T11:00", "24T18:00"))] });
    const [gate] = failingGates(slotGates(facts, now));
    expect(gate).toMatchObject({ gate: "freeze", nextOpen: at("24T18:00") });
    expect(decideOpening(facts, now).decision).toBe("missed");
  });

  it("opens next with a window when the licence has lapsed before the freeze ends", () => {
    const freezes = [freeze(range("24T11:00", "24T18:00"))];
    const facts = anytime({ proofs: expired("self_recovery", at("24T17:00")) }, { freezes });
    expect(failingGates(slotGates(facts, now))[0]?.nextOpen).toEqual(coreOnThursday.during.start);
  });
});

describe("a licence that lapses between booking and opening", () => {
  const lapsed = anytime({ proofs: expired("self_recovery", at("24T11:00")) });

  it("keeps the slot waiting: a new proof opens it", () => {
    expect(decideOpening(lapsed, now)).toMatchObject({ decision: "wait", until: during.end });
    expect(decideOpening(anytime(), at("24T12:20")).decision).toBe("open");
  });

  it("ends as missed with that reason when none comes", () => {
    const decided = decideOpening(lapsed, during.end);
    expect(decided.decision === "missed" && decided.failing.map(({ gate }) => gate)).toEqual(["licence", "time"]);
  });
});

describe("the acceptance of a regression run (rule 4)", () => {
  const ran = (run: { stands: boolean }, change: Partial<ReleaseFacts> = {}) => {
    const { newestHandoff } = continuous;
    if (newestHandoff === null) throw new Error("the example has a handoff");
    const handoff = { ...newestHandoff, testerName: null, run: { url: "https://ci.example/8", ...run } };
    return anytime({ newestHandoff: handoff, ...change });
  };
  const qa = (facts: SlotFacts) => slotGates(facts, now).find(({ gate }) => gate === "qa");

  it("counts in a tester's place, and says that no tester looked", () => {
    expect(qa(ran({ stands: true }))).toMatchObject({
      passed: true,
      title: "Accepted by its regression run",
      reason: "Its regression run passed and accepted rc 3 on Fri 20 Nov 16:00 CET, round 2. No tester looked at it.",
    });
  });

  it("counts no longer when the run was withdrawn or has failed since", () => {
    expect(qa(ran({ stands: false }))).toMatchObject({ state: "failed", title: "Regression run does not count" });
  });

  it("counts for nothing once the service is not continuous any more", () => {
    expect(qa(ran({ stands: true }, { cadence: "slow" }))).toMatchObject({ state: "failed" });
  });

  it("is never over an open rejection: the newest turn is the rejected one", () => {
    const { newestHandoff } = continuous;
    const rejected = newestHandoff && { ...newestHandoff, state: "rejected" as const, run: null, reason: "it crashes" };
    expect(qa(anytime({ newestHandoff: rejected }))).toMatchObject({ state: "failed", title: "Rejected in round 2" });
  });
});

describe("deploy now", () => {
  it("opens when every gate passes", () => {
    expect(decideDeployNow(anytime(), now)).toMatchObject({ ok: true, value: { decision: "open" } });
  });

  it("waits for signatures alone: they are given for exactly this slot (case 22)", () => {
    expect(decideDeployNow(anytime({}, { approvals: [] }), now)).toMatchObject({
      ok: true,
      value: { decision: "wait" },
    });
  });

  it("is refused as not licensed, with what is missing and the next window", () => {
    const refused = decideDeployNow(anytime({ proofs: without("feature_toggles") }, { approvals: [] }), now);
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: "not_licensed", nextOpen: coreOnThursday.during.start, rules: [{ kind: "licence" }] },
    });
  });

  it("is refused in a freeze, with its end", () => {
    const freezes = [freeze(range("24T11:00", "24T18:00"))];
    expect(decideDeployNow(anytime({}, { freezes }), now)).toMatchObject({
      ok: false,
      refusal: { code: "in_freeze", nextOpen: at("24T18:00"), rules: [{ kind: "freeze" }] },
    });
  });

  it("is refused over a no, a rejection, a missing target: nothing that has failed is waited for", () => {
    const no = signature(anytime(), { verdict: "decline", comment: "no" });
    const noTarget = { ...continuous, target: null };
    const facts = anytime();
    const targetless = { ...facts, releases: [noTarget] };
    expect(decideDeployNow(anytime({}, { approvals: [no] }), now)).toMatchObject({ refusal: { code: "gates_closed" } });
    expect(decideDeployNow({ ...targetless, approvals: [signature(targetless)] }, now)).toMatchObject({
      refusal: { code: "gates_closed", message: "It cannot be deployed now: No target." },
    });
  });
});
