import { describe, expect, it } from "vitest";
import { type DepartureFact, departureGate, refuseTrainSlot, trainWindowGate } from "./departure-gate";
import { gatesPass } from "./gate";
import { decideOpening } from "./opening";
import { slotGates } from "./slot-gates";
import { freeze, range, ready } from "./testing/slot-example";

const during = range("24T05:00", "24T09:00");
const run = (more: Partial<DepartureFact> = {}): DepartureFact => ({
  id: "d",
  name: "Weekly, Tue 24 Nov, 06:00",
  zone: "Europe/Berlin",
  status: "departed",
  plannedAt: during.start,
  during,
  onFailure: "stop",
  holdReason: "",
  blockers: [],
  failed: [],
  ...more,
});
const gate = (more: Partial<DepartureFact>, instant = during.start) => departureGate({ departure: run(more), instant });
const onTrain = (more: Partial<DepartureFact> = {}) => ({
  ...ready,
  occurrences: [],
  slot: { ...ready.slot, origin: "train" as const, occurrence: null, during, departure: run(more) },
});

describe("the gate of a departure", () => {
  it.each([
    ["has left", {}, true, "clear"],
    ["stops at a failure", { failed: ["ledger 1.0"] }, false, "failed"],
    ["goes on after a failure", { failed: ["ledger 1.0"], onFailure: "go_on" as const }, true, "clear"],
    ["has no go yet", { status: "locked" as const }, false, "waiting"],
    ["is on go at its time", { status: "go" as const }, true, "clear"],
    ["is held", { status: "held" as const, holdReason: "Because." }, false, "failed"],
    ["is held by a blocker", { status: "go" as const, blockers: [{ id: "b", reason: "Numbers." }] }, false, "failed"],
    ["was cancelled", { status: "cancelled" as const }, false, "failed"],
  ])("of one that %s", (_, more, passed, state) => {
    expect(gate(more)).toMatchObject({ passed, state, reason: expect.stringMatching(/\w/) });
  });

  it("shows where something can be done about it", () => {
    expect(gate({ status: "locked" }).fix).toMatchObject({ action: "see_departure" });
  });
});

describe("a slot of a train", () => {
  it("has its departure's time in the place of a window, wherever windows stand", () => {
    expect(trainWindowGate({ departure: run(), instant: during.start }).passed).toBe(true);
    expect(trainWindowGate({ departure: run(), instant: during.end }).passed).toBe(false);
    expect(slotGates(onTrain(), during.start).map(({ gate: name }) => name)).toContain("departure");
  });

  it("case 13: is closed by a freeze for trains and every stricter one; another slot is not by the first", () => {
    for (const grade of ["no_train", "closed"] as const) {
      const frozen = { ...onTrain(), freezes: [freeze(during, { grade })] };
      expect(gatesPass(slotGates(frozen, during.start))).toBe(false);
      expect(slotGates(frozen, during.start).find(({ gate: name }) => name === "freeze")?.passed).toBe(false);
    }
  });

  it("is never taken out of its departure by a freeze: it waits for the end of its time", () => {
    const frozen = { ...onTrain(), freezes: [freeze(during, { grade: "no_train" })] };
    expect(decideOpening(frozen, during.start)).toMatchObject({ decision: "wait", until: during.end });
    expect(decideOpening(frozen, during.end)).toMatchObject({ decision: "missed" });
  });

  it("is refused by the doors of bookings, and no other slot is", () => {
    expect(refuseTrainSlot({ origin: "train", note: "Weekly" }, "moving")).toMatchObject({
      refusal: { code: "of_a_train" },
    });
    expect(refuseTrainSlot({ origin: "window" }, "moving")).toBeUndefined();
  });
});
