import { describe, expect, it } from "vitest";
import type { GoFacts } from "./departure-go";
import { missingForGo } from "./departure-go";
import { nextTurn, type TurnFacts } from "./departure-turn";

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
const go = (more: Partial<GoFacts> = {}): GoFacts => ({
  goRule: "decided",
  decision: null,
  notReady: [],
  silent: [],
  blockers: [],
  afterFailure: false,
  ...more,
});
const facts = (more: Partial<TurnFacts> = {}): TurnFacts => ({
  status: "scheduled",
  boardingAt: at(1),
  cutOffAt: at(2),
  qaExitAt: at(3),
  goNoGoAt: at(4),
  departsAt: at(5),
  qaExitDone: false,
  waitsForEarlier: false,
  hold: null,
  holdThen: "ask",
  go: go(),
  frozen: null,
  slotsUnderWay: false,
  ...more,
});
const held = (more: Partial<TurnFacts>) => facts({ status: "held", qaExitDone: true, ...more });

describe("what time brings about for a departure", () => {
  it.each([
    ["nothing before the boarding", facts(), 0, undefined],
    ["the boarding", facts(), 1, "open_boarding"],
    ["no boarding while the one before is under way", facts({ waitsForEarlier: true }), 1, undefined],
    ["the cut-off", facts({ status: "boarding" }), 2, "cut_off"],
    ["the QA exit", facts({ status: "locked" }), 3, "qa_exit"],
    ["the QA exit of one that has its go", facts({ status: "go" }), 3, "qa_exit"],
    ["no go by itself where somebody decides", facts({ status: "locked", qaExitDone: true }), 4, undefined],
    [
      "a go by itself where nothing is asked",
      facts({ status: "locked", qaExitDone: true, go: go({ goRule: "automatic" }) }),
      4,
      "go",
    ],
    [
      "a go once all are ready",
      facts({ status: "locked", qaExitDone: true, go: go({ goRule: "all_teams_ready" }) }),
      4,
      "go",
    ],
    [
      "none while a team is silent",
      facts({ status: "locked", qaExitDone: true, go: go({ goRule: "all_teams_ready", silent: ["Shop"] }) }),
      4,
      undefined,
    ],
    ["the departure", facts({ status: "go", qaExitDone: true, go: go({ decision: "go" }) }), 5, "depart"],
    [
      "no departure before its time",
      facts({ status: "go", qaExitDone: true, go: go({ decision: "go" }) }),
      4,
      undefined,
    ],
    ["the arrival once nothing is under way", facts({ status: "departed" }), 5, "arrive"],
    ["no arrival while something is", facts({ status: "departed", slotsUnderWay: true }), 9, undefined],
    ["nothing for one that is over", facts({ status: "arrived" }), 9, undefined],
    ["nothing for one that is skipped", facts({ status: "skipped" }), 9, undefined],
  ])("%s", (_, given, hour, turn) => {
    expect(nextTurn(given, at(hour))?.turn).toBe(turn);
  });

  it.each([
    ["undecided", facts({ status: "locked", qaExitDone: true }), "undecided"],
    ["no-go", facts({ status: "locked", qaExitDone: true, go: go({ decision: "no_go" }) }), "no_go"],
    [
      "blockers, also with a go",
      facts({ status: "go", qaExitDone: true, go: go({ decision: "go", blockers: ["x"] }) }),
      "blockers",
    ],
    [
      "a freeze",
      facts({ status: "go", qaExitDone: true, go: go({ decision: "go" }), frozen: "Year end closes Live." }),
      "freeze",
    ],
  ])("is held at its time by what stands in the way: %s", (_, given, cause) => {
    expect(nextTurn(given, at(5))).toMatchObject({ turn: "hold", cause, reason: expect.stringMatching(/\w/) });
  });

  it("goes on by itself once what held it is gone, but not what a person holds", () => {
    const gone = go({ decision: "go" });
    expect(nextTurn(held({ hold: { cause: "blockers", until: null }, go: gone }), at(6))?.turn).toBe("go");
    expect(nextTurn(held({ hold: { cause: "freeze", until: null }, go: gone }), at(6))?.turn).toBe("go");
    expect(nextTurn(held({ hold: { cause: "person", until: null }, go: gone }), at(6))).toBeUndefined();
  });

  it("asks the hold policy when its time is over, and no policy passes a freeze", () => {
    const over = { cause: "person", until: at(6) } as const;
    expect(nextTurn(held({ hold: over, holdThen: "cancel" }), at(6))).toEqual({ turn: "hold_over", outcome: "cancel" });
    expect(nextTurn(held({ hold: over, holdThen: "go" }), at(5))).toBeUndefined();
    const frozen = held({
      hold: { cause: "freeze", until: at(6) },
      holdThen: "go",
      frozen: "Frozen.",
      go: go({ decision: "go" }),
    });
    expect(nextTurn(frozen, at(7))).toBeUndefined();
  });

  it("tells what it waits for now when the first reason is gone", () => {
    const waits = held({ hold: { cause: "blockers", until: null }, go: go() });
    expect(nextTurn(waits, at(6))).toMatchObject({
      turn: "hold",
      cause: "undecided",
      reason: "Nobody has said go yet.",
    });
  });

  it("needs a person's word after a departure that failed, whatever the rule", () => {
    const after = go({ goRule: "automatic", afterFailure: true, blockers: ["The last one failed."] });
    expect(nextTurn(facts({ status: "locked", qaExitDone: true, go: after }), at(4))).toBeUndefined();
    expect(missingForGo(after)).toHaveLength(2);
    const over = held({ hold: { cause: "blockers", until: at(6) }, holdThen: "go", go: after });
    expect(nextTurn(over, at(6))).toEqual({ turn: "hold_over", outcome: "ask" });
    expect(nextTurn({ ...over, holdThen: "cancel" }, at(6))).toEqual({ turn: "hold_over", outcome: "cancel" });
  });
});
