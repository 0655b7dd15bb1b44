import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { teams } from "@/db/schema";
import type { BookingFacts, Place, Wish } from "@/lib/domain/booking-facts";
import { indexPlan, type Plan } from "@/lib/domain/conflicts";
import { nextFreeSlots } from "@/lib/domain/free-room";
import { whyNoRoom } from "@/lib/domain/no-room";
import type { Reach } from "@/lib/domain/permission";
import type { PlannedSlot } from "@/lib/domain/planned-slot";
import type { Rule } from "@/lib/domain/refusal";
import { proposeSlots, type Remark } from "@/lib/domain/slot-proposals";
import { afterSoak } from "@/lib/domain/soak-gate";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import type { Range } from "@/lib/time/range";
import { loadBookingFacts } from "./booking-facts";
import { aroundRange, loadPlan } from "./plan";
import type { ReleaseToPlan } from "./planned-releases";
import { teamColumns } from "./planned-slots";
import { loadSoakWait } from "./soak-facts";

/** Nearly every search ends here; only one that finds nothing reads as far ahead as openings are planned. */
const soonDays = 60;
const horizonDays = 731;
const dayMs = 86_400_000;

export type FreePlace = Place & { windowName: string; zone: string; remarks: Remark[] };
export type FreePlaces = {
  places: FreePlace[];
  /** Why there is none; empty where there is one. */
  none: Rule[];
};

export type FreePlaceRequest = {
  environment: EnvironmentRule;
  durationMinutes: number;
  notBefore: Date;
  releases: readonly ReleaseToPlan[];
  /** Whose slot it would be, where no release says it. */
  teamId?: string;
  exceptSlotId?: string;
  limit: number;
};

/**
 * The places of the wished length that would be granted now and suit best, best first (see `proposeSlots`), within the next sixty
 * days, or the next two years where those hold none; else the rules that leave no room. None before the releases have run for as long as
 * they must at the stop before.
 */
export async function findFreePlaces(
  reader: Reader,
  { environment, limit, teamId, ...rest }: FreePlaceRequest,
  scope: Reach,
  now: Date,
): Promise<FreePlaces> {
  const { releases } = rest;
  const soak = await soakOf(reader, environment, releases, now);
  const asked = rest.notBefore > now ? rest.notBefore : now;
  const notBefore = afterSoak(asked, soak?.until);
  const team = await loadTeam(reader, releases[0]?.teamId ?? teamId);
  const request = { ...rest, notBefore, origin: "window" as const, team, cadence: releases[0]?.cadence ?? null };
  const search = { ...request, teamId: team?.id ?? null };
  let facts: BookingFacts | undefined;
  let until = notBefore;
  for (const days of [soonDays, horizonDays]) {
    until = new Date(notBefore.getTime() + days * dayMs);
    facts = await loadBookingFacts(reader, environment, { start: notBefore, end: until }, scope);
    const [earliest] = nextFreeSlots(search, facts, now, 1);
    if (earliest === undefined) continue;
    const plan = await planFor(reader, team, earliest.during, scope);
    const given = facts;
    const places = proposeSlots({ ...request, notBefore: asked, soak }, given, plan, now, limit);
    return { places: places.map((place) => named(place, given)), none: [] };
  }
  return { places: [], none: facts === undefined ? [] : whyNoRoom(search, facts, now, until) };
}

export type EarliestPlaceRequest = Pick<
  FreePlaceRequest,
  "environment" | "durationMinutes" | "notBefore" | "exceptSlotId"
> & {
  releases: Wish["releases"];
  teamId: string;
};

/**
 * The earliest place that would be granted, after the releases' soak, whether it suits best or not; `undefined` when sixty days hold none.
 */
export async function findEarliestPlace(
  reader: Reader,
  { environment, ...request }: EarliestPlaceRequest,
  scope: Reach,
  now: Date,
): Promise<(Place & { windowName: string; zone: string }) | undefined> {
  const notBefore = afterSoak(request.notBefore, (await soakOf(reader, environment, request.releases, now))?.until);
  const until = new Date(notBefore.getTime() + soonDays * dayMs);
  const facts = await loadBookingFacts(reader, environment, { start: notBefore, end: until }, scope);
  const [place] = nextFreeSlots({ ...request, notBefore, origin: "window" }, facts, now, 1);
  return place && named(place, facts);
}

const soakOf = (reader: Reader, environment: EnvironmentRule, releases: Wish["releases"], now: Date) =>
  loadSoakWait(
    reader,
    environment,
    releases.map(({ releaseId }) => releaseId),
    now,
  );

/** Where nobody says whose it would be, nothing but the time is compared. */
async function planFor(reader: Reader, team: PlannedSlot["team"] | null, earliest: Range, scope: Reach): Promise<Plan> {
  if (team === null) return indexPlan([], { dependencies: [], freezes: [], marks: [], orders: [] });
  const compared = { start: earliest.start, end: new Date(earliest.end.getTime() + soonDays * dayMs) };
  return await loadPlan(reader, aroundRange(compared), scope);
}

export async function loadTeam(reader: Reader, teamId: string | undefined): Promise<PlannedSlot["team"] | null> {
  if (teamId === undefined) return null;
  const [team] = await reader.select(teamColumns).from(teams).where(eq(teams.id, teamId));
  return team ?? null;
}

function named<T extends Place>(place: T, { occurrences, environment }: BookingFacts) {
  const occurrence = occurrences.find(({ id }) => id === place.occurrenceId);
  return {
    ...place,
    windowName: occurrence?.windowName ?? environment.name,
    zone: occurrence?.zone ?? environment.zone,
  };
}
