import { describe, expect, it } from "vitest";
import { type DepartureState, departureRemark, departureWait } from "./departure";
import { at, freeze, range, ready, signature, withHandoff } from "./testing/slot-example";

const zone = "Europe/Berlin";
const before = at("24T05:00");
const departure = (change: Partial<DepartureState>): DepartureState => ({
  status: "booked",
  during: range("24T07:00", "24T09:00"),
  movedFrom: null,
  wait: null,
  missedTitles: [],
  deployments: [],
  ...change,
});
const remark = (change: Partial<DepartureState>, now = before) => departureRemark(departure(change), now, zone);

describe("what a booked slot waits for", () => {
  it("is nothing when every gate would pass at its start", () => {
    expect(departureWait(ready, before)).toBeNull();
  });

  it("is the gate that people can do least about, before those that wait for a step", () => {
    const frozen = { ...withHandoff({ state: "testing" }), freezes: [freeze(range("24T06:00", "25T00:00"))] };
    expect(departureWait(frozen, before)).toMatchObject({
      gate: "freeze",
      state: "failed",
      title: "Thanksgiving freeze",
    });
    expect(departureWait({ ...withHandoff({ state: "testing" }), approvals: [] }, before)).toMatchObject({
      gate: "qa",
      state: "waiting",
    });
  });

  it("counts the signatures that are missing", () => {
    expect(departureWait({ ...ready, approvals: [] }, before)).toMatchObject({
      gate: "approvals",
      signaturesMissing: 1,
    });
  });

  it("names nobody: boards hang where strangers pass", () => {
    const blocker = { id: "b", reason: "Mara waits for Tom", placedByName: "Mara", placedAt: before, resolvedAt: null };
    const no = signature(ready, { personName: "Max", verdict: "decline", comment: "No." });
    for (const facts of [
      { ...ready, blockers: [blocker] },
      { ...ready, approvals: [no] },
    ]) {
      expect(JSON.stringify(departureWait(facts, before))).not.toMatch(/Mara|Max|Tom|Rita|Quinn/);
    }
  });
});

describe("the words of the board", () => {
  it("are ready, then boarding in the last quarter of an hour, then due, and after a minute delayed (rule 11)", () => {
    expect(remark({}).word).toBe("Ready");
    expect(remark({}, at("24T06:44")).word).toBe("Ready");
    expect(remark({}, at("24T06:45")).word).toBe("Boarding");
    expect(remark({}, at("24T07:00")).word).toBe("Due");
    expect(remark({}, at("24T07:01"))).toEqual({ word: "Delayed", detail: "not opened yet", tone: "risk" });
    expect(remark({ movedFrom: range("24T05:00", "24T07:00") }).detail).toContain("moved");
  });

  it("say what is missing", () => {
    const wait = { gate: "approvals", state: "waiting", title: "Approvals 1 of 2", signaturesMissing: 1 } as const;
    expect(remark({ wait })).toEqual({ word: "Awaiting 1 approval", detail: "1 of 2 signed", tone: "waiting" });
    expect(remark({ wait: { ...wait, signaturesMissing: 2 } }).word).toBe("Awaiting 2 approvals");
    expect(remark({ wait: { ...wait, gate: "qa", title: "In test, round 2" } })).toMatchObject({
      word: "With QA",
      detail: "In test, round 2",
    });
    expect(remark({ wait: { ...wait, gate: "freeze", state: "failed", title: "Year end" } })).toEqual({
      word: "Frozen",
      detail: "Year end",
      tone: "risk",
    });
  });

  it("show the proof that the second was met", () => {
    const acceptedAt = new Date("2026-11-24T07:00:00.042Z");
    expect(remark({ status: "open" }).detail).toBe("calling");
    const deployments = [{ status: "running", acceptedAt, finishedAt: null } as const];
    expect(remark({ status: "open", deployments }).detail).toContain("call accepted 08:00:00.042");
  });

  it.each([
    ["succeeded", "Released", "clear"],
    ["failed", "Failed", "risk"],
    ["timed_out", "Failed", "risk"],
    ["rolled_back", "Rolled back", "risk"],
  ] as const)("of a closed slot whose deployment %s: %s", (status, word, tone) => {
    const deployments = [{ status, acceptedAt: at("24T07:00"), finishedAt: at("24T07:12") }];
    expect(remark({ status: "closed", deployments })).toEqual({ word, detail: "08:12 CET", tone });
  });

  it("say why it was missed, and that it was cancelled", () => {
    expect(remark({ status: "missed", missedTitles: ["Year end", "Time is over"] })).toEqual({
      word: "Missed",
      detail: "Year end · Time is over",
      tone: "risk",
    });
    expect(remark({ status: "cancelled" }).word).toBe("Cancelled");
  });
});
