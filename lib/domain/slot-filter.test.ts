import { describe, expect, it } from "vitest";
import { type FilteredSlot, narrows, passesFilter } from "./slot-filter";

const slot: FilteredSlot = {
  mine: false,
  team: { id: "payments" },
  releases: [
    { serviceId: "ledger", kind: "feature" },
    { serviceId: "payouts", kind: "hotfix" },
  ],
  summary: { state: "waiting" },
};

describe("a filter of the schedule", () => {
  it("that names nothing lets everything through", () => {
    expect(passesFilter(slot, {})).toBe(true);
    expect(narrows({})).toBe(false);
    expect(narrows({ mine: false })).toBe(false);
    expect(narrows({ teamIds: ["payments"] })).toBe(true);
  });

  it("widens within a kind", () => {
    expect(passesFilter(slot, { teamIds: ["growth", "payments"] })).toBe(true);
    expect(passesFilter(slot, { serviceIds: ["web", "payouts"] })).toBe(true);
    expect(passesFilter(slot, { kinds: ["hotfix"] })).toBe(true);
  });

  it("narrows across kinds", () => {
    expect(passesFilter(slot, { teamIds: ["payments"], states: ["ready"] })).toBe(false);
    expect(passesFilter(slot, { teamIds: ["growth"], states: ["waiting"] })).toBe(false);
    expect(passesFilter(slot, { mine: true })).toBe(false);
    expect(passesFilter({ ...slot, mine: true }, { mine: true, states: ["waiting"] })).toBe(true);
  });

  it("matches nothing that the reader cannot see", () => {
    const taken: FilteredSlot = { mine: false, team: null, releases: [], summary: { state: "over" } };
    expect(passesFilter(taken, { teamIds: ["payments"] })).toBe(false);
    expect(passesFilter(taken, { kinds: ["fix"] })).toBe(false);
    expect(passesFilter(taken, {})).toBe(true);
  });
});
