import type { Reader } from "@/db/client";
import type { BookedRelease, BookingFacts, Place } from "@/lib/domain/booking-facts";
import { nextFreeSlots } from "@/lib/domain/free-room";
import type { Reach } from "@/lib/domain/permission";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import { loadBookingFacts } from "./booking-facts";

const lookAheadDays = 60;
const dayMs = 86_400_000;

export type FreePlace = Place & { windowName: string; zone: string };

export type FreePlaceRequest = {
  environment: EnvironmentRule;
  durationMinutes: number;
  notBefore: Date;
  releases: readonly BookedRelease[];
  exceptSlotId?: string;
  limit: number;
};

/** The next places of the wished length that would be granted now, earliest first; empty when the next sixty days hold none. */
export async function findFreePlaces(
  reader: Reader,
  request: FreePlaceRequest,
  scope: Reach,
  now: Date,
): Promise<FreePlace[]> {
  const { environment, releases, limit, ...rest } = request;
  const notBefore = rest.notBefore > now ? rest.notBefore : now;
  const range = { start: notBefore, end: new Date(notBefore.getTime() + lookAheadDays * dayMs) };
  const facts = await loadBookingFacts(reader, environment, range, scope);
  const wish = { ...rest, notBefore, origin: "window" as const, teamId: releases[0]?.teamId ?? null, releases };
  return nextFreeSlots(wish, facts, now, limit).map((place) => named(place, facts));
}

function named(place: Place, { occurrences, environment }: BookingFacts): FreePlace {
  const occurrence = occurrences.find(({ id }) => id === place.occurrenceId);
  return {
    ...place,
    windowName: occurrence?.windowName ?? environment.name,
    zone: occurrence?.zone ?? environment.zone,
  };
}
