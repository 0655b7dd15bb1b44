import { indexPlan } from "@/lib/domain/conflicts";
import type { PlanFacts, PlannedRelease, PlannedSlot } from "@/lib/domain/planned-slot";
import { web } from "./booking-example";
import { range } from "./slot-example";

/*
 * The plan of Production around Tue 24 Nov 2026 for the tests of conflicts and proposals. Times are written in UTC, one hour
 * behind the wall.
 */

export const production = { id: "production", name: "Production", zone: "Europe/Berlin" };
export const storefront: PlannedSlot["team"] = {
  id: "team-storefront",
  name: "Storefront",
  hue: 1,
  zone: "Europe/Berlin",
  workStartMinute: 480,
  workEndMinute: 1080,
  workDays: [1, 2, 3, 4, 5],
};
export const payments: PlannedSlot["team"] = { ...storefront, id: "team-payments", name: "Payments" };

export const webRelease: PlannedRelease = {
  ...web,
  databaseChange: "none",
  downtimeMinutes: 0,
  rollbackPlan: "",
};
export const ledgerRelease: PlannedRelease = {
  ...webRelease,
  releaseId: "release-ledger",
  serviceId: "service-ledger",
  serviceName: "ledger",
  teamId: payments.id,
  version: "4.2.0",
};

export const noFacts: PlanFacts = { dependencies: [], freezes: [], marks: [], orders: [] };
/** web stands on ledger. */
export const webOnLedger: PlanFacts = {
  ...noFacts,
  dependencies: [{ serviceId: "service-web", dependsOnId: "service-ledger" }],
};

/** Tue 24 Nov 10:00–11:00 CET, unless told. */
export function planned(id: string, change: Partial<PlannedSlot> = {}): PlannedSlot {
  return {
    id,
    environment: production,
    occurrenceId: "occurrence-tue",
    lane: 1,
    during: range("24T09:00", "24T10:00"),
    origin: "window",
    team: storefront,
    releases: [webRelease],
    ...change,
  };
}

export const plannedLedger = (id: string, start: string, end: string, change: Partial<PlannedSlot> = {}) =>
  planned(id, { team: payments, releases: [ledgerRelease], during: range(start, end), lane: 2, ...change });

export const planOf = (slots: readonly PlannedSlot[], facts: PlanFacts = noFacts) => indexPlan(slots, facts);
