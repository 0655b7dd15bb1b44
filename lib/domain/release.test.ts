import { describe, expect, it } from "vitest";
import { decideChange, decideRelease, decideWithdrawal } from "./release";
import { type ReleaseState, releaseEvents, releaseStates, releaseTransitions } from "./release-state";

const release = (status: ReleaseState) => ({ id: "r", name: "web 1.0", status });

describe("decideRelease", () => {
  const pairs = releaseStates.flatMap((state) => releaseEvents.map((event) => [state, event] as const));

  it.each(pairs)("%s × %s goes where the table says, or is refused in words", (state, event) => {
    const decided = decideRelease(release(state), event);
    const to = releaseTransitions[state][event];
    if (to !== undefined) {
      expect(decided).toEqual({ ok: true, value: to });
      return;
    }
    expect(!decided.ok && decided.refusal.code).toBe("wrong_state");
    expect(!decided.ok && decided.refusal.message).toMatch(/^web 1\.0 is .+\.$/);
  });

  it.each<[ReleaseState, RegExp]>([
    ["failed", /Send it back/],
    ["departing", /Wait/],
    ["released", /new version/],
    ["rolled_back", /new version/],
    ["withdrawn", /new version/],
  ])("says what helps when a %s release takes no build", (state, help) => {
    const decided = decideRelease(release(state), "build_handed_over");
    expect(!decided.ok && decided.refusal.rules[0]?.reason).toMatch(help);
  });
});

describe("decideChange", () => {
  it.each(releaseStates)("lets the words of a release change until QA has accepted it: %s", (state) => {
    expect(decideChange(release(state), {}, 0).ok).toBe(["draft", "with_qa", "with_dev"].includes(state));
  });

  it("keeps the version that builds carry", () => {
    expect(decideChange(release("draft"), { version: "2.0" }, 0).ok).toBe(true);
    const decided = decideChange(release("with_dev"), { version: "2.0" }, 1);
    expect(!decided.ok && decided.refusal).toMatchObject({ code: "wrong_state", field: "version" });
  });
});

describe("decideWithdrawal", () => {
  const during = { start: new Date("2026-11-24T05:00:00Z"), end: new Date("2026-11-24T06:00:00Z") };
  const slot = { id: "s", environmentName: "Production", zone: "Europe/Berlin", during };

  it("names the slots in which the release still stands", () => {
    const decided = decideWithdrawal(release("accepted"), [slot]);
    expect(!decided.ok && decided.refusal).toMatchObject({
      code: "in_use",
      rules: [{ id: "s", name: "Production, Tue 24 Nov 06:00–07:00 CET" }],
    });
    expect(decideWithdrawal(release("accepted"), [])).toEqual({ ok: true, value: "withdrawn" });
  });

  it("speaks of the state first: what has left cannot be withdrawn, booked or not", () => {
    const decided = decideWithdrawal(release("departing"), [slot]);
    expect(!decided.ok && decided.refusal.code).toBe("wrong_state");
  });
});
