import { describe, expect, it } from "vitest";
import { decideOpening } from "./opening";
import { predecessorGate } from "./predecessor-gate";
import type { PredecessorFact } from "./slot-facts";
import { slotStates } from "./slot-state";
import { at, range, ready } from "./testing/slot-example";

const ledger: PredecessorFact = {
  slotId: "slot-ledger",
  name: "ledger 4.2.0",
  during: range("24T05:00", "24T07:00"),
  zone: "Europe/Berlin",
  status: "booked",
  releaseCount: 1,
  deployments: [],
};
const gateFor = (...changes: Partial<PredecessorFact>[]) =>
  predecessorGate({ slot: { departure: null }, predecessors: changes.map((change) => ({ ...ledger, ...change })) });

describe("the gate of an order between slots", () => {
  it("passes where there is no order, and once everything in the first slot has arrived", () => {
    expect(gateFor()).toMatchObject({ passed: true, title: "No order" });
    expect(gateFor({ status: "closed", deployments: ["succeeded"] })).toMatchObject({
      passed: true,
      title: "In order",
      reason: "ledger 4.2.0 went first and has arrived.",
    });
  });

  it("waits while the first is still to come or under way, all of its releases", () => {
    expect(gateFor({})).toMatchObject({
      state: "waiting",
      title: "After ledger 4.2.0",
      reason: "ledger 4.2.0 goes first; it is planned for Tue 24 Nov 06:00–08:00 CET.",
    });
    expect(gateFor({ status: "open", deployments: ["running"] }).state).toBe("waiting");
    expect(gateFor({ status: "open", releaseCount: 2, deployments: ["succeeded"] }).state).toBe("waiting");
    expect(gateFor({}).fix).toBeUndefined();
  });

  it.each(["missed", "cancelled", "expired"] as const)("fails, with a way out, when the first was %s", (status) => {
    expect(gateFor({ status })).toMatchObject({ state: "failed", fix: { action: "remove_order" } });
  });

  it.each(["failed", "timed_out", "rolling_back", "rolled_back"] as const)(
    "fails when a deployment of the first is %s, whatever its slot says",
    (state) => {
      expect(gateFor({ status: "closed", releaseCount: 2, deployments: ["succeeded", state] })).toMatchObject({
        state: "failed",
        fix: { action: "remove_order" },
      });
    },
  );

  it("lets the worst of several speak, and tells of all of them", () => {
    const gate = gateFor(
      { status: "closed", deployments: ["succeeded"] },
      { slotId: "b", name: "web 2" },
      { slotId: "c", name: "mail 3", status: "missed" },
    );
    expect(gate).toMatchObject({ state: "failed", title: "mail 3 was missed" });
    expect(gate.rules.map(({ id }) => id)).toEqual(["slot-ledger", "b", "c"]);
  });

  it("never passes for a slot whose predecessor ships nothing that has arrived", () => {
    for (const status of slotStates) expect(gateFor({ status, deployments: [] }).passed).toBe(false);
  });
});

describe("a slot that is due and waits for another", () => {
  const waits = { ...ready, predecessors: [ledger] };

  it("stays booked until its end, opens when the other has arrived, and is missed with the reason else", () => {
    expect(decideOpening(waits, at("24T07:30"))).toMatchObject({ decision: "wait", until: at("24T09:00") });
    const arrived = { ...ledger, status: "closed" as const, deployments: ["succeeded" as const] };
    expect(decideOpening({ ...ready, predecessors: [arrived] }, at("24T07:30")).decision).toBe("open");
    const late = decideOpening(waits, at("24T09:00"));
    expect(late).toMatchObject({ decision: "missed", failing: [{ gate: "predecessor" }, { gate: "time" }] });
  });
});
