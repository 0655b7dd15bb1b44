import { describe, expect, it } from "vitest";
import type { Gate } from "./gate";
import { slotSummary } from "./slot-summary";

const gate = (name: Gate["gate"], state: Gate["state"], title: string): Gate => ({
  gate: name,
  state,
  title,
  passed: state === "clear",
  reason: `${title}.`,
  rules: [],
});
const qa = gate("qa", "clear", "QA accepted rc 3");
const signed = gate("approvals", "clear", "Approvals 2 of 2");

describe("a booked slot", () => {
  it.each([
    [[qa, signed], "ready", "ready"],
    [[qa, gate("approvals", "waiting", "Approvals 1 of 2")], "waiting", "1 of 2 signed"],
    [[qa, gate("approvals", "failed", "Declined by Rosa")], "at_risk", "declined"],
    [[gate("qa", "waiting", "With QA, round 2"), signed], "waiting", "with QA"],
    [[gate("qa", "failed", "Rejected in round 2"), signed], "at_risk", "rejected"],
    [[gate("qa", "waiting", "rc 2 not handed over"), signed], "waiting", "rc 2 not handed over"],
    [[qa, signed, gate("freeze", "failed", "Thanksgiving freeze")], "at_risk", "frozen"],
    [[qa, signed, gate("blockers", "failed", "Held by Rosa")], "at_risk", "on hold"],
    [[qa, signed, gate("target", "failed", "No target")], "at_risk", "no target"],
  ] as const)("speaks by its gates (%#)", (gates, state, words) => {
    expect(slotSummary("booked", gates, [])).toEqual({ state, words });
  });

  it("is at risk for what forbids it before it waits for people", () => {
    const waiting = gate("qa", "waiting", "In test, round 1");
    const frozen = gate("freeze", "failed", "Year end");
    expect(slotSummary("booked", [waiting, frozen], [])).toEqual({ state: "at_risk", words: "frozen" });
  });
});

describe("an opened slot", () => {
  it.each([
    ["open", [], "open", "open now"],
    ["open", ["calling"], "open", "open now"],
    ["open", ["running", "succeeded"], "open", "deploying"],
    ["open", ["succeeded"], "released", "released"],
    ["closed", ["succeeded", "succeeded"], "released", "released"],
    ["closed", ["succeeded", "failed"], "failed", "failed"],
    ["closed", ["timed_out"], "failed", "timed out"],
    ["closed", ["rolled_back"], "failed", "rolled back"],
    ["closed", [], "over", "closed"],
  ] as const)("%s with %j is %s", (status, deployments, state, words) => {
    expect(slotSummary(status, [], deployments)).toEqual({ state, words });
  });
});

it.each([
  ["held", "held", "being booked"],
  ["missed", "missed", "missed"],
  ["cancelled", "over", "given up"],
  ["expired", "over", "expired"],
] as const)("a slot that is %s says so", (status, state, words) => {
  expect(slotSummary(status, [], [])).toEqual({ state, words });
});
