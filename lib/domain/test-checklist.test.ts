import { describe, expect, it } from "vitest";
import { itemState, type NamedCheck, progressOf, refuseUnfinished, type TestItemFact } from "./test-checklist";

const item = (change: Partial<TestItemFact> = {}): TestItemFact => ({
  id: "i",
  area: "Payments",
  title: "Refund to the cent",
  required: true,
  state: "open",
  checkName: null,
  ...change,
});
const check = (conclusion: NamedCheck["conclusion"], name = "e2e"): NamedCheck => ({
  name,
  status: conclusion === null ? "running" : "completed",
  conclusion,
});

describe("a point of the test plan", () => {
  it.each([
    ["is answered by the pipeline's check of its name", [check("passed")], "passed"],
    ["fails with one failed check of that name", [check("passed"), check("failed")], "failed"],
    ["stays open while the check runs", [check(null)], "open"],
    ["stays open without such a check", [check("passed", "lint")], "open"],
  ] as const)("%s", (_, checks, state) => {
    expect(itemState(item({ checkName: "E2E" }), checks)).toBe(state);
  });

  it("what somebody decided counts before what the pipeline says", () => {
    expect(itemState(item({ checkName: "e2e", state: "passed" }), [check("failed")])).toBe("passed");
  });
});

describe("accepting", () => {
  it("is refused while required points are open or failed and an area is judged as failed, each by name", () => {
    const items = [item(), item({ title: "Receipts", state: "failed" }), item({ title: "Nice", required: false })];
    const areas = [{ area: "Mobile", verdict: "failed", personName: "Tove", note: "The button is cut off." }] as const;
    const refused = refuseUnfinished("ledger 1.0 rc 1", items, areas, []);
    expect(refused?.refusal).toMatchObject({ code: "test_plan_open" });
    expect(refused?.refusal.message).toContain("Refund to the cent and 2 more");
    expect(refused?.refusal.rules.map((rule) => rule.reason)).toEqual([
      "Payments: “Refund to the cent” is still open.",
      "Payments: “Receipts” failed.",
      "Tove judged Mobile as failed: The button is cut off.",
    ]);
  });

  it("passes when every required point is passed or does not apply, and without a plan", () => {
    const items = [item({ state: "passed" }), item({ state: "not_applicable" }), item({ required: false })];
    expect(refuseUnfinished("x", items, [], [])).toBeUndefined();
    expect(refuseUnfinished("x", [], [], [])).toBeUndefined();
    expect(progressOf(items, [])).toEqual({ total: 3, done: 2, failed: 0 });
  });
});
