import { describe, expect, it } from "vitest";
import { decideChange, decideRelease, decideWithdrawal } from "./release";
import { releaseStates } from "./release-state";
import { range } from "./testing/slot-example";

const release = { id: "release-1", name: "search-api 12.0.0", status: "with_qa" as const };

describe("an event of a release", () => {
  it("leads where the table says", () => {
    expect(decideRelease(release, "build_accepted")).toEqual({ ok: true, value: "accepted" });
  });

  it.each([
    ["failed", "Send it back to its developers first; then it takes a new build."],
    ["departing", "Wait until its deployment has ended."],
    ["released", "Its story is over. Hand the build over under a new version."],
    ["withdrawn", "Its story is over. Hand the build over under a new version."],
  ] as const)("a build for a release that is %s is refused with what helps", (status, reason) => {
    const decided = decideRelease({ ...release, status }, "build_handed_over");
    expect(decided).toMatchObject({ ok: false, refusal: { code: "wrong_state", rules: [{ reason }] } });
  });

  it("that the table does not have is refused with what the release is now", () => {
    expect(decideRelease({ ...release, status: "released" }, "withdrawn")).toMatchObject({
      refusal: { message: "search-api 12.0.0 is released and cannot be withdrawn.", rules: [{ id: "release-1" }] },
    });
  });
});

describe("the words of a release", () => {
  it("may change until QA accepted it: no feature becomes a hotfix on its way through a freeze", () => {
    const may = releaseStates.filter((status) => decideChange({ ...release, status }, {}, 1).ok);
    expect(may).toEqual(["draft", "with_qa", "with_dev"]);
  });

  it("include its version only while no build carries it", () => {
    expect(decideChange(release, { version: "12.0.1" }, 0).ok).toBe(true);
    expect(decideChange(release, { version: "12.0.1" }, 1)).toMatchObject({ ok: false, refusal: { field: "version" } });
  });
});

describe("withdrawing a release", () => {
  const slot = {
    id: "slot-1",
    environmentName: "Production",
    zone: "Europe/Berlin",
    during: range("24T07:00", "24T09:00"),
  };

  it("is possible while it stands in no slot", () => {
    expect(decideWithdrawal(release, [])).toEqual({ ok: true, value: "withdrawn" });
  });

  it("is refused while it does, with the slots", () => {
    expect(decideWithdrawal(release, [slot])).toMatchObject({
      ok: false,
      refusal: {
        code: "in_use",
        message: "search-api 12.0.0 is still booked. Cancel its slot first.",
        rules: [{ id: "slot-1", name: "Production, Tue 24 Nov 08:00–10:00 CET" }],
      },
    });
    expect(decideWithdrawal(release, [slot, { ...slot, id: "slot-2" }])).toMatchObject({
      refusal: { message: expect.stringContaining("Cancel its slots") },
    });
  });

  it("is refused for what is over, slots or not", () => {
    expect(decideWithdrawal({ ...release, status: "released" }, [slot])).toMatchObject({
      refusal: { code: "wrong_state" },
    });
  });
});
