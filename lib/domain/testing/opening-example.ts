import type { FateFacts, SlotInOpening } from "@/lib/domain/slot-fate";
import type { StandingOccurrence } from "@/lib/domain/standing-occurrence";
import type { Opening } from "@/lib/time/recurrence";
import { web } from "./booking-example";
import { at, range } from "./slot-example";

/*
 * Openings of Core as they stand, 06:00–12:00 in Berlin with two lanes, and slots in them. It is Mon 23 Nov 2026, 13:00 CET.
 * Times are written in UTC, one hour behind the wall.
 */

const two = (hour: number) => String(hour).padStart(2, "0");

/** The opening that a rule gives for a day of November, from one hour (UTC) to another. */
export function opening(day: number, from = 5, until = 11): Opening {
  const during = range(`${day}T${two(from)}:00`, `${day}T${two(until)}:00`);
  return { originalLocalStart: `2026-11-${day}T${two(from + 1)}:00`, during };
}

export function standing(day: number, change: Partial<StandingOccurrence> = {}): StandingOccurrence {
  return {
    id: `occurrence-${day}`,
    ...opening(day),
    lanes: 2,
    status: "scheduled",
    isEdited: false,
    slots: [],
    hasPast: false,
    ...change,
  };
}

/** A slot of web in lane 1, from one hour (UTC) to another. */
export function slotOn(day: number, from: number, until: number, change: Partial<SlotInOpening> = {}): SlotInOpening {
  return {
    id: `slot-${day}-${from}`,
    lane: 1,
    during: range(`${day}T${two(from)}:00`, `${day}T${two(until)}:00`),
    status: "booked",
    origin: "window",
    teamId: web.teamId,
    releases: [web],
    ...change,
  };
}

export const fateFacts: FateFacts = {
  now: at("23T12:00"),
  environmentId: "production",
  window: { name: "Core", zone: "Europe/Berlin" },
  freezes: [],
  taken: [],
};
