import { describe, expect, it } from "vitest";
import type { ReleaseFacts } from "./slot-facts";
import { slotGates } from "./slot-gates";
import { soakGate, soakWait } from "./soak-gate";
import { at, ready, web, withHandoff, withReleases } from "./testing/slot-example";

const start = ready.slot.during.start;
const soaking = (change: Partial<NonNullable<ReleaseFacts["soak"]>> = {}): ReleaseFacts => ({
  ...web,
  soak: { minutes: 1_440, hotfixesExempt: false, stopName: "Staging", runningSince: at("23T06:00"), ...change },
});
const gate = (...releases: ReleaseFacts[]) => soakGate(withReleases(releases), start);

describe("soak", () => {
  it("is no gate where no rule asks for it, nor where a service need not wait", () => {
    expect(soakGate(ready, start)).toBeUndefined();
    expect(gate(soaking({ minutes: 0 }))).toBeUndefined();
    expect(slotGates(ready, start).map((each) => each.gate)).not.toContain("soak");
  });

  it.each([
    ["passes when the build ran there long enough at the slot's start", {}, "clear", "Ran 1 d in Staging"],
    ["waits until it has, and says until when", { runningSince: at("23T12:00") }, "waiting", "Soaks in Staging"],
    ["waits for a build that does not run there yet", { runningSince: null }, "waiting", "Not in Staging yet"],
    ["passes where the service is deployed nowhere before", { stopName: null }, "clear", "No stop before"],
  ] as const)("%s", (_, change, state, title) => {
    expect(gate(soaking(change))).toMatchObject({ state, title, passed: state === "clear" });
  });

  it("knows when it passes by itself", () => {
    const waits = gate(soaking({ runningSince: at("23T12:00") }));
    expect(waits?.nextOpen).toEqual(at("24T12:00"));
    expect(waits?.reason).toBe(
      "rc 3 runs in Staging since Mon 23 Nov 13:00 CET and must run there for 1 d: until Tue 24 Nov 13:00 CET.",
    );
    expect(gate(soaking({ runningSince: null }))?.nextOpen).toBeUndefined();
  });

  it("lets hotfixes off where the rule says so, and only those", () => {
    const rule = { hotfixesExempt: true, runningSince: null };
    expect(gate({ ...soaking(rule), kind: "hotfix" })).toMatchObject({ passed: true });
    expect(gate(soaking(rule))).toMatchObject({ passed: false });
  });

  it("of several releases speaks of the one that waits, and says a time only when it is known of all", () => {
    const api = { ...soaking({ runningSince: at("23T12:00") }), releaseId: "api", serviceName: "api" };
    expect(gate(soaking(), api)).toMatchObject({ title: "api: Soaks in Staging", nextOpen: at("24T12:00") });
    expect(gate(api, soaking({ runningSince: null }))?.nextOpen).toBeUndefined();
  });
});

describe("an acceptance under a condition", () => {
  const waiver = {
    risk: "Danish receipts are untested",
    takenByName: "Quinn",
    takenAt: at("20T15:00"),
    expiresAt: at("24T07:00"),
    settledAt: null,
  };
  const qa = (change: { settledAt?: Date }, instant = start) =>
    slotGates(withHandoff({ waiver: { ...waiver, ...change } }), instant).find((each) => each.gate === "qa");

  it("counts until its day, by name, and not at that instant any more", () => {
    expect(qa({}, at("24T06:59"))).toMatchObject({ passed: true, title: "Accepted under a condition" });
    const over = qa({});
    expect(over).toMatchObject({ passed: false, state: "failed", title: "Waiver expired", since: at("24T07:00") });
    expect(over?.reason).toContain("Quinn accepted rc 3");
    expect(over?.reason).toContain("Danish receipts are untested.");
    expect(over?.fix).toMatchObject({ action: "settle_waiver" });
  });

  it("counts for good once it was settled", () => {
    expect(qa({ settledAt: at("24T08:00") }, at("28T08:00"))).toMatchObject({
      passed: true,
      title: "QA accepted rc 3",
    });
  });
});

describe("the wait for a soak", () => {
  const wait = (...releases: ReleaseFacts[]) => soakWait(releases, "Europe/Berlin", at("23T18:00"));

  it("is none where no rule asks, where it is over, and where there is no stop before", () => {
    expect(wait(web)).toBeUndefined();
    expect(wait(soaking({ runningSince: at("22T06:00") }))).toBeUndefined();
    expect(wait(soaking({ stopName: null }))).toBeUndefined();
    expect(wait({ ...soaking({ hotfixesExempt: true, runningSince: null }), kind: "hotfix" })).toBeUndefined();
  });

  it("ends when the last of them has run long enough", () => {
    const first = soaking({ runningSince: at("23T06:00") });
    const last = soaking({ runningSince: at("23T12:00") });
    expect(wait(last, first)).toMatchObject({ until: at("24T12:00"), isOpen: false });
  });

  it("lasts at least the whole time from now on where it has not begun", () => {
    expect(wait(soaking({ runningSince: null }))).toMatchObject({
      until: at("24T18:00"),
      isOpen: true,
      reason: "rc 3 must run 1 d in Staging first, and it does not run there yet.",
    });
  });
});
