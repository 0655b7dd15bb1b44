import { describe, expect, it } from "vitest";
import {
  type BuildAuthor,
  decideClaim,
  decideHandoffWithdrawal,
  decideOfferPassed,
  decideReassignment,
  decideReturn,
  decideTakeOver,
  decideVerdict,
  type HandoffFact,
} from "./handoff";
import { type HandoffState, handoffStates } from "./handoff-state";

const quin = { id: "quin", name: "Quin" };

function handoff(status: HandoffState, change: Partial<HandoffFact> = {}): HandoffFact {
  const testerId = status === "queued" ? null : quin.id;
  return {
    id: "h",
    status,
    name: "web 1.0 rc 2",
    testerId,
    testerName: testerId && quin.name,
    authors: [],
    offer: null,
    ...change,
  };
}

const now = new Date("2026-11-24T09:00:00Z");
const nobody = { group: null, inTest: [] };
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
      outcome(decideClaim(fact, quin, nobody, now)),
      outcome(decideTakeOver(fact, quin, nobody)),
      outcome(decideReturn(fact, quin)),
      outcome(decideVerdict(fact, quin, "accepted")),
      outcome(decideVerdict(fact, quin, "rejected")),
    ]).toEqual(table[state]);
  });

  it("leaves what a colleague has in test to them, but for taking it over", () => {
    const fact = handoff("testing", { testerId: "tove", testerName: "Tove" });
    expect(outcome(decideClaim(fact, quin, nobody, now))).toBe("claimed_by_another");
    expect(outcome(decideReturn(fact, quin))).toBe("claimed_by_another");
    expect(outcome(decideVerdict(fact, quin, "accepted"))).toBe("claimed_by_another");
    expect(outcome(decideTakeOver(fact, quin, nobody))).toBe("testing");
  });

  it("says that a newer build came when the turn was superseded", () => {
    const decided = decideVerdict(handoff("superseded"), quin, "accepted");
    expect(!decided.ok && decided.refusal.message).toBe("web 1.0 rc 2 is superseded. A newer build was handed over.");
  });
});

describe("a group that shares work", () => {
  const group = {
    id: "g",
    name: "Payments QA",
    limit: 2,
    offerMinutes: 120,
    members: [quin, { id: "tove", name: "Tove" }],
  };
  const held = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ handoffId: `h${index}`, name: `web ${index}`, testerName: "Tove" }));

  it("takes on no more than its limit at once, and says who holds what", () => {
    expect(outcome(decideClaim(handoff("queued"), quin, { group, inTest: held(1) }, now))).toBe("testing");
    const full = decideClaim(handoff("queued"), quin, { group, inTest: held(2) }, now);
    expect(full).toMatchObject({ refusal: { code: "group_full", rules: [{ reason: "Tove tests web 0." }, {}] } });
    const given = decideReassignment(handoff("queued"), quin, { group, inTest: held(2) }, "tove", now);
    expect(outcome(given)).toBe("group_full");
  });

  it("takes over and reassigns what is in test whatever the limit, because there is not more in test afterwards", () => {
    const fact = handoff("testing", { testerId: "tove", testerName: "Tove" });
    expect(outcome(decideTakeOver(fact, quin, { group }))).toBe("testing");
    expect(outcome(decideReassignment(fact, quin, { group, inTest: held(2) }, "tove", now))).toBe("testing");
  });

  it("lets nobody else in, unless it has no members", () => {
    const stranger = { id: "sam", name: "Sam" };
    expect(outcome(decideClaim(handoff("queued"), stranger, { group, inTest: [] }, now))).toBe("not_in_group");
    expect(outcome(decideReassignment(handoff("queued"), stranger, { group, inTest: [] }, "tove", now))).toBe(
      "not_in_group",
    );
    const open = { ...group, members: [] };
    expect(outcome(decideClaim(handoff("queued"), stranger, { group: open, inTest: [] }, now))).toBe("testing");
  });
});

describe("the first look at a build that came back", () => {
  const offer = { personId: "tove", personName: "Tove", until: new Date("2026-11-24T10:00:00Z"), zone: "UTC" };
  const later = new Date("2026-11-24T10:00:00Z");

  it("is kept for whoever judged it before until its deadline, and then is anybody's", () => {
    const fact = handoff("queued", { offer });
    const refused = decideClaim(fact, quin, nobody, now);
    expect(refused).toMatchObject({ refusal: { code: "offered_to_another", nextOpen: offer.until } });
    expect(outcome(decideClaim(fact, { id: "tove", name: "Tove" }, nobody, now))).toBe("testing");
    expect(outcome(decideClaim(fact, quin, nobody, later))).toBe("testing");
  });

  it("can be given to somebody else, but nobody gives it to themselves", () => {
    const fact = handoff("queued", { offer });
    expect(outcome(decideReassignment(fact, quin, nobody, "lea", now))).toBe("testing");
    expect(outcome(decideReassignment(fact, quin, nobody, quin.id, now))).toBe("offered_to_another");
    expect(outcome(decideReassignment(fact, quin, nobody, quin.id, later))).toBe("testing");
  });

  it("can be let go before, by nobody but them", () => {
    const fact = handoff("queued", { offer });
    expect(decideOfferPassed(fact, { id: "tove", name: "Tove" }, now).ok).toBe(true);
    expect(decideOfferPassed(fact, quin, now)).toMatchObject({ refusal: { code: "offer_over" } });
    expect(decideOfferPassed(fact, { id: "tove", name: "Tove" }, later)).toMatchObject({
      refusal: { code: "offer_over" },
    });
  });
});

describe("own work", () => {
  it.each<BuildAuthor["how"]>(["wrote", "built", "handed_over"])(
    "whoever %s it neither claims, takes over nor judges it",
    (how) => {
      const authors = [{ personId: quin.id, how }];
      expect(outcome(decideClaim(handoff("queued", { authors }), quin, nobody, now))).toBe("own_work");
      expect(outcome(decideTakeOver(handoff("testing", { authors, testerId: "tove" }), quin, nobody))).toBe("own_work");
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
