import type {
  BookableOccurrence,
  BookedRelease,
  Booker,
  BookingFacts,
  OwnSlot,
  TakenSlot,
  Wish,
} from "@/lib/domain/booking-facts";
import { at, core, coreOnThursday, range } from "./slot-example";

/*
 * Production with two openings of Core, Tue 24 and Thu 26 Nov 2026 06:00–12:00 CET, two lanes each; lane 1 is taken on Tuesday
 * 06:00–08:00 by ledger. It is Mon 23 Nov 13:00 CET. Times are written in UTC, one hour behind the wall.
 */

export const monday = at("23T12:00");

const asked = { lanes: 2, cadence: "slow" as const, granularityMinutes: 30, leadMinutes: 60, bookers: [] };
export const tuesday: BookableOccurrence = { ...core, ...asked };
export const thursday: BookableOccurrence = { ...coreOnThursday, ...asked };

export const ledgerSlot: TakenSlot = {
  id: "slot-ledger",
  occurrenceId: tuesday.id,
  lane: 1,
  during: range("24T05:00", "24T07:00"),
  services: [{ serviceId: "service-ledger", serviceName: "ledger" }],
};

export const facts: BookingFacts = {
  environment: { id: "production", name: "Production", defaultOpen: false, zone: "Europe/Berlin" },
  occurrences: [tuesday, thursday],
  freezes: [],
  slots: [ledgerSlot],
};

export const web: BookedRelease = {
  releaseId: "release-web",
  serviceId: "service-web",
  serviceName: "web",
  teamId: "team-storefront",
  version: "2026.47",
  kind: "feature",
  status: "accepted",
};

export const dora: Booker = { personId: "dora", reach: ["team-storefront"] };

export const wish: Wish = {
  occurrenceId: tuesday.id,
  lane: 1,
  during: range("24T07:00", "24T09:00"),
  origin: "window",
  teamId: "team-storefront",
  releases: [web],
};

export const hold: OwnSlot = {
  id: "slot-web",
  occurrenceId: tuesday.id,
  lane: 1,
  during: range("24T07:00", "24T09:00"),
  status: "held",
  origin: "window",
  teamId: "team-storefront",
  heldBy: "dora",
  heldUntil: new Date(monday.getTime() + 5 * 60_000),
};
export const booked: OwnSlot = { ...hold, status: "booked", heldUntil: null };
