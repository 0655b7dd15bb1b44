import { describe, expect, it } from "vitest";
import { decideOrder, type OrderedSlot } from "./slot-order";
import { slotStates } from "./slot-state";
import { dora } from "./testing/booking-example";
import { range } from "./testing/slot-example";

const production = { id: "production", zone: "Europe/Berlin" };
const ledger: OrderedSlot = {
  id: "a",
  name: "ledger 4.2.0",
  status: "booked",
  during: range("24T05:00", "24T07:00"),
  teamId: "team-payments",
  environment: production,
  serviceIds: ["service-ledger"],
};
const web: OrderedSlot = {
  ...ledger,
  id: "b",
  name: "web 2026.47",
  during: range("24T07:00", "24T09:00"),
  teamId: "team-storefront",
  serviceIds: ["service-web"],
};
const decide = (before: Partial<OrderedSlot> = {}, after: Partial<OrderedSlot> = {}, by = dora) =>
  decideOrder(by, { ...ledger, ...before }, { ...web, ...after });
const refusedWith = (code: string) => ({ ok: false, refusal: { code } });

describe("A before B", () => {
  it("is set by whoever may book for B, whoever's A is", () => {
    expect(decide()).toEqual({ ok: true, value: { warning: null } });
    expect(decide({}, {}, { personId: "max", reach: ["team-payments"] })).toMatchObject(refusedWith("forbidden"));
  });

  it("is refused for a slot before itself", () => {
    expect(decideOrder(dora, web, web)).toMatchObject(refusedWith("circular_order"));
  });

  it("needs a B that is booked and an A that can still arrive", () => {
    for (const status of slotStates) {
      expect(decide({}, { status }).ok).toBe(status === "booked");
      expect(decide({ status }).ok).toBe(status === "booked" || status === "open");
    }
  });

  it("against the clock is a warning, and refused for the same service in the same environment", () => {
    const early = { during: range("24T06:00", "24T08:00") };
    expect(decide({}, early)).toEqual({
      ok: true,
      value: {
        warning:
          "web 2026.47 starts 1 h before ledger 4.2.0 ends. It will wait, and is missed if ledger 4.2.0 has not arrived by Tue 24 Nov 09:00 CET.",
      },
    });
    const same = { ...early, serviceIds: ["service-ledger"] };
    expect(decide({}, same)).toMatchObject({ ok: false, refusal: { code: "invalid_input", field: "beforeSlotId" } });
    const staging = { id: "staging", zone: "Europe/Berlin" };
    expect(decide({ environment: staging }, same).ok).toBe(true);
  });
});
