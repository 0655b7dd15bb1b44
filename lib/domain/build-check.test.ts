import { describe, expect, it } from "vitest";
import { type CheckFact, checkOutcome, isNewerReport } from "./build-check";

const at = (minute: number, status: CheckFact["status"]): CheckFact => ({
  status,
  conclusion: status === "completed" ? "passed" : null,
  reportedAt: new Date(Date.UTC(2026, 10, 24, 6, minute)),
});

describe("which report of a check counts", () => {
  it.each([
    ["a later one", at(1, "running"), at(2, "completed"), true],
    ["a late one does not", at(2, "completed"), at(1, "running"), false],
    ["the same one again does not", at(2, "completed"), at(2, "completed"), false],
    ["of two at the same moment the one that is further on", at(2, "running"), at(2, "completed"), true],
    ["a run that is started again", at(2, "completed"), at(3, "queued"), true],
  ])("%s", (_, known, reported, newer) => {
    expect(isNewerReport(known, reported)).toBe(newer);
  });

  it("what was skipped or says nothing counts as passed, what was cancelled or timed out as failed", () => {
    const outcome = (conclusion: CheckFact["conclusion"]) => checkOutcome({ status: "completed", conclusion });
    expect(["passed", "neutral", "skipped"].map((each) => outcome(each as "passed"))).toEqual(Array(3).fill("passed"));
    expect(["failed", "cancelled", "timed_out"].map((each) => outcome(each as "failed"))).toEqual(
      Array(3).fill("failed"),
    );
    expect(checkOutcome({ status: "running", conclusion: null })).toBe("running");
  });
});
