import { describe, expect, it } from "vitest";
import type { FreezeException } from "./freeze";
import { at, exception, freeze, gateOf, range, ready, web, withReleases } from "./testing/slot-example";

describe("freezes", () => {
  const frozen = { ...ready, freezes: [freeze(range("24T06:00", "25T00:00"))] };

  it("that were set after the booking win (rule 3), and say until when", () => {
    expect(gateOf(frozen, "freeze")).toMatchObject({
      passed: false,
      state: "failed",
      title: "Thanksgiving freeze",
      since: at("24T06:00"),
      nextOpen: at("26T05:00"),
    });
    expect(gateOf(frozen, "window").passed).toBe(true);
  });

  it("that hit only one of the releases hold the slot", () => {
    const scope = { environmentIds: null, teamIds: null, serviceIds: ["service-web"] };
    expect(gateOf({ ...ready, freezes: [freeze(range("24T06:00", "25T00:00"), { scope })] }, "freeze").passed).toBe(
      false,
    );
  });

  it("let a hotfix pass when they are for all but hotfixes", () => {
    const hotfix = withReleases([{ ...web, kind: "hotfix" }]);
    expect(
      gateOf({ ...hotfix, freezes: [freeze(range("24T06:00", "25T00:00"), { grade: "hotfix_only" })] }, "freeze")
        .passed,
    ).toBe(true);
  });
});

describe("an exception from a freeze", () => {
  const during = range("24T06:00", "25T00:00");
  const frozen = (given: Partial<FreezeException> = {}) => ({
    ...ready,
    freezes: [freeze(during, { exceptions: [{ ...exception, ...given }] })],
  });

  it("opens the gate in its time box, and says who took the risk, until when and why", () => {
    expect(gateOf(frozen(), "freeze")).toMatchObject({
      passed: true,
      state: "clear",
      title: "Exception granted",
      reason: "Exception from Thanksgiving freeze, granted by Rosa until Tue 24 Nov 09:00 CET: Shoppers cannot pay.",
      rules: [{ kind: "freeze", id: "freeze-1" }],
    });
    expect(gateOf(frozen(), "freeze", at("24T08:00"))).toMatchObject({
      passed: false,
      fix: { action: "ask_exception" },
    });
  });

  it("that nobody has answered opens nothing, and the gate says that it waits", () => {
    const asked = gateOf(frozen({ status: "requested", grantedByName: null }), "freeze");
    expect(asked).toMatchObject({ passed: false, fix: { action: "answer_exception" } });
    expect(asked.reason).toContain("Devika asked for an exception until Tue 24 Nov 09:00 CET");
  });

  it("is needed from every freeze that hits", () => {
    const two = { ...ready, freezes: [...frozen().freezes, freeze(during, { freezeId: "freeze-2", name: "Audit" })] };
    expect(gateOf(two, "freeze")).toMatchObject({ passed: false, title: "Audit" });
  });

  it("is offered where a release is aboard that it could be for", () => {
    const empty = { ...ready, releases: [], freezes: [freeze(during)] };
    expect(gateOf(empty, "freeze").fix?.action).toBe("move");
  });
});

describe("a stopped line", () => {
  it("has no end that anybody could name, and no next opening", () => {
    const stop = freeze(range("24T06:00", "30T00:00"), { name: "Stop the line", stopsTheLine: true });
    const stopped = gateOf({ ...ready, freezes: [stop] }, "freeze");
    expect(stopped.reason).toBe(
      "Stop the line closes Production for everything, since Tue 24 Nov 07:00 CET, until it is lifted.",
    );
    expect(stopped.nextOpen).toBeUndefined();
  });
});
