import { describe, expect, it } from "vitest";
import {
  decideClaim,
  decideHandoffWithdrawal,
  decideReturn,
  decideTakeOver,
  decideVerdict,
  type HandoffFact,
} from "./handoff";
import { handoffStates } from "./handoff-state";

const quinn = { id: "quinn", name: "Quinn" };
const rosa = { id: "rosa", name: "Rosa" };
const queued: HandoffFact = {
  id: "handoff-1",
  status: "queued",
  name: "search-api 12.0.0 rc 2",
  testerId: null,
  testerName: null,
  authors: [{ personId: "dora", how: "built" }],
};
const testing: HandoffFact = { ...queued, status: "testing", testerId: "quinn", testerName: "Quinn" };
const over = ["accepted", "rejected", "superseded", "withdrawn"] as const;
const refused = (code: string) => ({ ok: false, refusal: { code } });

describe("claiming a build", () => {
  it("takes it out of the queue", () => {
    expect(decideClaim(queued, quinn)).toEqual({ ok: true, value: "testing" });
  });

  it("is refused while somebody has it in test, and to the same tester twice", () => {
    expect(decideClaim(testing, rosa)).toMatchObject(refused("claimed_by_another"));
    expect(decideClaim(testing, quinn)).toMatchObject(refused("wrong_state"));
  });

  it.each(over)("is refused once it is %s", (status) => {
    expect(decideClaim({ ...queued, status }, quinn)).toMatchObject(refused("wrong_state"));
  });

  it("tells that a newer build came (case 17)", () => {
    expect(decideClaim({ ...queued, status: "superseded" }, quinn)).toMatchObject({
      refusal: { message: "search-api 12.0.0 rc 2 is superseded. A newer build was handed over." },
    });
  });
});

describe("one's own work", () => {
  it.each(["wrote", "built", "handed_over"] as const)(
    "is judged by somebody else: whoever %s it neither claims, takes over nor judges it",
    (how) => {
      const own = { ...testing, authors: [{ personId: "quinn", how }] };
      for (const decided of [
        decideClaim({ ...own, status: "queued" }, quinn),
        decideTakeOver(own, quinn),
        decideVerdict(own, quinn, "accepted"),
      ]) {
        expect(decided).toMatchObject({
          ok: false,
          refusal: { code: "own_work", rules: [{ kind: "person", id: "quinn" }] },
        });
      }
    },
  );
});

describe("taking over and giving back", () => {
  it("takes a build over from a colleague, and not from oneself", () => {
    expect(decideTakeOver(testing, rosa)).toEqual({ ok: true, value: "testing" });
    expect(decideTakeOver(testing, quinn)).toMatchObject(refused("wrong_state"));
  });

  it("takes nothing over that is not in test", () => {
    for (const status of handoffStates.filter((state) => state !== "testing")) {
      expect(decideTakeOver({ ...testing, status }, rosa)).toMatchObject(refused("wrong_state"));
    }
  });

  it("gives back only what is one's own", () => {
    expect(decideReturn(testing, quinn)).toEqual({ ok: true, value: "queued" });
    expect(decideReturn(testing, rosa)).toMatchObject(refused("claimed_by_another"));
    expect(decideReturn(queued, quinn)).toMatchObject(refused("wrong_state"));
  });
});

describe("a verdict", () => {
  it("is for the tester who has the build in test", () => {
    expect(decideVerdict(testing, quinn, "accepted")).toEqual({ ok: true, value: "accepted" });
    expect(decideVerdict(testing, quinn, "rejected")).toEqual({ ok: true, value: "rejected" });
    expect(decideVerdict(testing, rosa, "accepted")).toMatchObject(refused("claimed_by_another"));
  });

  it("needs a claim first", () => {
    expect(decideVerdict(queued, quinn, "accepted")).toMatchObject({
      refusal: { code: "wrong_state", message: expect.stringContaining("Claim it") },
    });
  });

  it.each(over)("is refused once it is %s: a newer build may have come a moment ago", (status) => {
    expect(decideVerdict({ ...testing, status }, quinn, "accepted")).toMatchObject(refused("wrong_state"));
  });
});

describe("taking a build back from QA", () => {
  it("is possible until a verdict", () => {
    expect(decideHandoffWithdrawal(queued)).toEqual({ ok: true, value: "withdrawn" });
    expect(decideHandoffWithdrawal(testing)).toEqual({ ok: true, value: "withdrawn" });
    for (const status of over)
      expect(decideHandoffWithdrawal({ ...testing, status })).toMatchObject(refused("wrong_state"));
  });
});
