import { describe, expect, it } from "vitest";
import {
  type BuildAuthor,
  decideClaim,
  decideHandoffWithdrawal,
  decideReturn,
  decideTakeOver,
  decideVerdict,
  type HandoffFact,
} from "./handoff";
import { type HandoffState, handoffStates } from "./handoff-state";

const quin = { id: "quin", name: "Quin" };

function handoff(status: HandoffState, change: Partial<HandoffFact> = {}): HandoffFact {
  const testerId = status === "queued" ? null : quin.id;
  return { id: "h", status, name: "web 1.0 rc 2", testerId, testerName: testerId && quin.name, authors: [], ...change };
}

const outcome = (decided: ReturnType<typeof decideClaim>) => (decided.ok ? decided.value : decided.refusal.code);

describe("what a tester may do in each state of a turn", () => {
  const table: Record<
    HandoffState,
    [claim: string, takeOver: string, giveBack: string, accept: string, reject: string]
  > = {
    queued: ["testing", "wrong_state", "wrong_state", "wrong_state", "wrong_state"],
    testing: ["wrong_state", "wrong_state", "queued", "accepted", "rejected"],
    accepted: ["wrong_state", "wrong_state", "wrong_state", "wrong_state", "wrong_state"],
    rejected: ["wrong_state", "wrong_state", "wrong_state", "wrong_state", "wrong_state"],
    superseded: ["wrong_state", "wrong_state", "wrong_state", "wrong_state", "wrong_state"],
    withdrawn: ["wrong_state", "wrong_state", "wrong_state", "wrong_state", "wrong_state"],
  };

  it.each(handoffStates)("%s", (state) => {
    const fact = handoff(state);
    expect([
      outcome(decideClaim(fact, quin)),
      outcome(decideTakeOver(fact, quin)),
      outcome(decideReturn(fact, quin)),
      outcome(decideVerdict(fact, quin, "accepted")),
      outcome(decideVerdict(fact, quin, "rejected")),
    ]).toEqual(table[state]);
  });

  it("leaves what a colleague has in test to them, but for taking it over", () => {
    const fact = handoff("testing", { testerId: "tove", testerName: "Tove" });
    expect(outcome(decideClaim(fact, quin))).toBe("claimed_by_another");
    expect(outcome(decideReturn(fact, quin))).toBe("claimed_by_another");
    expect(outcome(decideVerdict(fact, quin, "accepted"))).toBe("claimed_by_another");
    expect(outcome(decideTakeOver(fact, quin))).toBe("testing");
  });

  it("says that a newer build came when the turn was superseded", () => {
    const decided = decideVerdict(handoff("superseded"), quin, "accepted");
    expect(!decided.ok && decided.refusal.message).toBe("web 1.0 rc 2 is superseded. A newer build was handed over.");
  });
});

describe("own work", () => {
  it.each<BuildAuthor["how"]>(["wrote", "built", "handed_over"])(
    "whoever %s it neither claims, takes over nor judges it",
    (how) => {
      const authors = [{ personId: quin.id, how }];
      expect(outcome(decideClaim(handoff("queued", { authors }), quin))).toBe("own_work");
      expect(outcome(decideTakeOver(handoff("testing", { authors, testerId: "tove" }), quin))).toBe("own_work");
      expect(outcome(decideVerdict(handoff("testing", { authors }), quin, "accepted"))).toBe("own_work");
      // Having claimed it in error, they can still give it back.
      expect(outcome(decideReturn(handoff("testing", { authors }), quin))).toBe("queued");
    },
  );
});

describe("taking a build back from QA", () => {
  it.each<[HandoffState, string]>([
    ["queued", "withdrawn"],
    ["testing", "withdrawn"],
    ["accepted", "wrong_state"],
    ["rejected", "wrong_state"],
    ["superseded", "wrong_state"],
    ["withdrawn", "wrong_state"],
  ])("%s → %s", (state, expected) => {
    expect(outcome(decideHandoffWithdrawal(handoff(state)))).toBe(expected);
  });
});
