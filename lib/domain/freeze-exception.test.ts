import { describe, expect, it } from "vitest";
import type { FreezeRule } from "./freeze";
import {
  decideExceptionAnswer,
  decideExceptionRequest,
  decideExceptionReview,
  decideExceptionRevocation,
  decideExceptionWithdrawal,
  type StandingException,
  waitsForReview,
} from "./freeze-exception";
import { type FreezeExceptionState, freezeExceptionStates } from "./freeze-exception-state";
import { dora, facts, web } from "./testing/booking-example";
import { at, exception, freeze, range } from "./testing/slot-example";

const during = range("24T07:00", "24T09:00");
const before = at("24T06:00");
const after = at("24T09:00");
const standing = (status: FreezeExceptionState): StandingException => ({ status, requestedBy: "dora", during });
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "accepted" : result.refusal.code;

describe("asking", () => {
  const periods = [freeze(range("24T00:00", "25T00:00"))];
  const ask = (
    change: { during?: typeof during; release?: object; periods?: FreezeRule[]; isLifted?: boolean },
    live?: StandingException,
  ) => {
    const wish = {
      environment: facts.environment,
      release: { ...web, ...change.release },
      during: change.during ?? during,
    };
    const given = { name: "Year end", isLifted: change.isLifted ?? false, periods: change.periods ?? periods };
    return code(decideExceptionRequest(dora, wish, given, live, before));
  };

  it.each<[string, Parameters<typeof ask>[0], string]>([
    ["for a release that it stops", {}, "accepted"],
    ["for a time box that only reaches into it", { during: range("24T22:00", "25T02:00") }, "accepted"],
    ["for another team", { release: { teamId: "team-payments" } }, "forbidden"],
    ["for no time", { during: range("24T09:00", "24T09:00") }, "invalid_input"],
    ["for what is over", { during: range("24T04:00", "24T06:00") }, "in_the_past"],
    ["for nearly a week", { during: range("24T07:00", "30T23:00") }, "accepted"],
    ["for a release that has left", { release: { status: "released" } }, "wrong_state"],
    ["of a freeze that was lifted", { isLifted: true }, "wrong_state"],
    ["where the freeze does not close", { during: range("25T07:00", "25T09:00") }, "invalid_input"],
    [
      "where its grade lets the release pass",
      { release: { kind: "hotfix" }, periods: [freeze(range("24T00:00", "25T00:00"), { grade: "hotfix_only" })] },
      "invalid_input",
    ],
    [
      "of a freeze of trains, for whoever would board one",
      { periods: [freeze(range("24T00:00", "25T00:00"), { grade: "no_train" })] },
      "accepted",
    ],
  ])("%s: %s", (_, change, expected) => {
    expect(ask(change)).toBe(expected);
  });

  it("is bounded by a week", () => {
    const week = range("24T07:00", "24T07:00");
    const end = new Date(week.start.getTime() + 7 * 86_400_000);
    expect(ask({ during: { start: week.start, end } })).toBe("accepted");
    expect(ask({ during: { start: week.start, end: new Date(end.getTime() + 1) } })).toBe("invalid_input");
  });

  it("twice is refused, also when the granted one is why nothing stops it", () => {
    const granted = [freeze(range("24T00:00", "25T00:00"), { exceptions: [{ ...exception, during }] })];
    for (const status of ["requested", "granted"] as const) {
      expect(ask({ periods: granted }, standing(status))).toBe("conflict");
    }
  });
});

describe("in each state", () => {
  /** Every act by somebody who did not ask, before the time box ends and after. */
  const acts = {
    grant: (given: StandingException, now: Date) => decideExceptionAnswer("rosa", given, "granted", now),
    refuse: (given: StandingException, now: Date) => decideExceptionAnswer("rosa", given, "refused", now),
    withdraw: (given: StandingException) => decideExceptionWithdrawal("dora", given),
    revoke: decideExceptionRevocation,
    review: (given: StandingException, now: Date) => decideExceptionReview("rosa", given, now),
  };
  const accepted = (status: FreezeExceptionState, now: Date) =>
    Object.entries(acts).flatMap(([name, act]) => (act(standing(status), now).ok ? [name] : []));

  it.each<[FreezeExceptionState, string[], string[]]>([
    ["requested", ["grant", "refuse", "withdraw"], ["refuse", "withdraw"]],
    ["granted", ["revoke"], ["review"]],
    ["refused", [], []],
    ["withdrawn", [], []],
    ["revoked", ["review"], ["review"]],
    ["reviewed", [], []],
  ])("%s: before its time is over %j, and afterwards %j", (status, early, late) => {
    expect(accepted(status, before)).toEqual(early);
    expect(accepted(status, after)).toEqual(late);
  });

  it("whoever asked answers and reviews nothing, and nobody else withdraws it (rule 6)", () => {
    for (const status of freezeExceptionStates) {
      expect(code(decideExceptionAnswer("dora", standing(status), "granted", before))).toBe("own_work");
      expect(code(decideExceptionAnswer("dora", standing(status), "refused", before))).toBe("own_work");
      expect(code(decideExceptionReview("dora", standing(status), after))).toBe("own_work");
      expect(code(decideExceptionWithdrawal("rosa", standing(status)))).toBe("forbidden");
    }
  });

  it("what waits for a review is what counted and does so no more", () => {
    const waiting = (now: Date) => freezeExceptionStates.filter((status) => waitsForReview(standing(status), now));
    expect(waiting(before)).toEqual(["revoked"]);
    expect(waiting(after)).toEqual(["granted", "revoked"]);
  });
});
