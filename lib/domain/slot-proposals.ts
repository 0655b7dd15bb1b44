import { formatDuration } from "@/lib/time/format";
import type { BookableOccurrence, BookingFacts, Place } from "./booking-facts";
import { type Conflict, conflictWeights, nameOfSlot } from "./conflict";
import { conflictsOf, type Plan, placeKey } from "./conflicts";
import { type FreeSlotRequest, indexRoom, nextFreeSlots } from "./free-room";
import { placesIn } from "./nearby-places";
import type { PlannedRelease, PlannedSlot } from "./planned-slot";
import type { Cadence } from "./service-cadence";
import { near } from "./slots-in-order";
import { afterSoak, type SoakWait } from "./soak-gate";

export type ProposalRequest = Omit<FreeSlotRequest, "teamId" | "releases"> & {
  /** Whose slot it would be; null: not known yet, so nothing but the time counts. */
  team: PlannedSlot["team"] | null;
  releases: readonly PlannedRelease[];
  /** How often the service ships, where one is chosen. */
  cadence: Cadence | null;
  /** What keeps the releases at the stop before; places before its end are not looked for. */
  soak?: SoakWait;
};

/** One thing that speaks for a place, or against it. */
export type Remark = { isGood: boolean; words: string };
export type Proposal = Place & { remarks: Remark[] };

const dayMs = 86_400_000;
/** The openings with room that are compared; whoever wants a later one picks it by hand. */
const openingsCompared = 10;
/** Days of waiting that a window for another cadence is worth, and a place beside an own slot. */
const otherCadenceDays = 1;
const besideOwnDays = 0.25;
/** As far apart as two slots still count as one stretch of work. */
const besideMs = 15 * 60_000;
/** A base that was deployed longer ago than this is nothing to remark on. */
const recentMs = 7 * dayMs;

/**
 * The free places that suit a wish best, best first, each with what speaks for it and against it. A place costs the days it is
 * later than the earliest one, plus the weight of its conflicts in days (see `conflictWeights`: a team out of its working hours
 * two, a base that comes later seven), one for a window of another cadence, and less by a quarter beside an own slot. None is
 * before the releases have run for as long as they must at the stop before. At most one
 * place of each of the next ten openings with room; of several proposals one is always the earliest place. Empty when the given openings hold none.
 */
export function proposeSlots(
  request: ProposalRequest,
  facts: BookingFacts,
  plan: Plan,
  now: Date,
  limit = 3,
): Proposal[] {
  const search: FreeSlotRequest = {
    ...request,
    teamId: request.team?.id ?? null,
    notBefore: afterSoak(request.notBefore, request.soak?.until),
  };
  const [earliest] = nextFreeSlots(search, facts, now, 1);
  if (earliest === undefined) return [];
  const judge = (place: Place) => judged(place, request, facts, plan, earliest);
  const best = candidates(search, request, facts, plan, now).map((places) =>
    places.map(judge).reduce((a, b) => (b.cost < a.cost ? b : a)),
  );
  const ranked = best.toSorted((a, b) => a.cost - b.cost || startOf(a.place) - startOf(b.place)).slice(0, limit);
  // Whoever wants out as soon as possible finds it, whatever speaks against it.
  if (limit > 1 && !ranked.some(({ place }) => samePlace(place, earliest))) {
    ranked.splice(Math.min(ranked.length, limit - 1), 1, judge(earliest));
    ranked.sort((a, b) => a.cost - b.cost);
  }
  const everywhere = best.length > 1 ? commonKeys(best) : new Set<string>();
  return ranked.map(({ place, remarks, told }) => ({
    ...place,
    remarks: [
      ...remarks,
      ...soakRemark(request, samePlace(place, earliest)),
      ...told
        .filter(({ key }) => !everywhere.has(key))
        .map(({ sentence }) => ({ isGood: false, words: sentence.replace(/\.$/, "") })),
    ],
  }));
}

/** Why nothing earlier is proposed; and that even this may be too early, where the soak has not begun. */
function soakRemark({ soak, notBefore }: ProposalRequest, isEarliest: boolean): Remark[] {
  if (soak === undefined) return [];
  const words = soak.reason.replace(/\.$/, "");
  if (soak.isOpen) return [{ isGood: false, words }];
  return isEarliest && soak.until > notBefore ? [{ isGood: true, words: `After its soak: ${words}` }] : [];
}

/** A release that is booked already is booked twice wherever it goes: that speaks against no place more than another. */
function commonKeys(judged: readonly Judged[]): Set<string> {
  const [first, ...rest] = judged.map(
    ({ told }) => new Set(told.flatMap(({ cause, key }) => (cause === "same_service" ? key : []))),
  );
  return new Set([...(first ?? [])].filter((key) => rest.every((keys) => keys.has(key))));
}

const startOf = ({ during }: { during: { start: Date } }) => during.start.getTime();
const samePlace = (a: Place, b: Place) =>
  a.occurrenceId === b.occurrenceId && startOf(a) === startOf(b) && a.lane === b.lane;

function candidates(
  search: FreeSlotRequest,
  { team }: ProposalRequest,
  facts: BookingFacts,
  plan: Plan,
  now: Date,
): Place[][] {
  const room = indexRoom(search, facts);
  const found: Place[][] = [];
  for (const occurrence of room.openings) {
    const isLiked = (place: Place) => team !== null && slotBeside(place, team.id, plan) !== undefined;
    const places = placesIn(occurrence, room, search, search.notBefore, now, isLiked);
    if (places.length > 0) found.push(places);
    if (found.length === openingsCompared) break;
  }
  return found;
}

type Judged = { place: Place; cost: number; remarks: Remark[]; told: Conflict[] };

function judged(
  place: Place,
  { team, releases, cadence, origin, exceptSlotId }: ProposalRequest,
  facts: BookingFacts,
  plan: Plan,
  earliest: Place,
): Judged {
  const waitingDays = (startOf(place) - startOf(earliest)) / dayMs;
  const first: Remark[] = samePlace(place, earliest) ? [{ isGood: true, words: "Earliest" }] : [];
  if (team === null) return { place, cost: waitingDays, remarks: first, told: [] };
  const slot: PlannedSlot = {
    ...place,
    id: exceptSlotId ?? "",
    environment: facts.environment,
    origin,
    team,
    releases,
  };
  const conflicts = conflictsOf(slot, plan);
  const opening = facts.occurrences.find(({ id }) => id === place.occurrenceId);
  const fits = cadenceRemark(opening, cadence, releases);
  const beside = slotBeside(place, team.id, plan, exceptSlotId);
  const cost =
    waitingDays +
    conflicts.reduce((sum, { cause }) => sum + conflictWeights[cause], 0) +
    (fits?.isGood === false ? otherCadenceDays : 0) -
    (beside ? besideOwnDays : 0);
  const remarks = [
    ...first,
    ...hoursRemark(slot, conflicts),
    ...baseRemark(slot, plan),
    ...(fits ? [fits] : []),
    ...(beside ? [{ isGood: true, words: `Beside ${nameOfSlot(beside)}, which ${team.name} deploys too` }] : []),
  ];
  return { place, cost, remarks, told: conflicts.filter(isToldOf) };
}

/** Working hours have a remark of their own; a change without a way back is the same at every place. */
const isToldOf = ({ cause }: Conflict) => cause !== "outside_hours" && cause !== "no_way_back";

function hoursRemark({ team }: PlannedSlot, conflicts: readonly Conflict[]): Remark[] {
  if (team.zone === null) return [];
  const isOutside = conflicts.some(({ cause }) => cause === "outside_hours");
  return [{ isGood: !isOutside, words: `${isOutside ? "Outside" : "Inside"} ${team.name}’s working hours` }];
}

/** How long after its base it would leave, where that is being deployed in these days. */
function baseRemark({ releases, during, environment }: PlannedSlot, plan: Plan): Remark[] {
  for (const { serviceId } of releases) {
    for (const base of plan.bases.get(serviceId) ?? []) {
      const earlier = near(plan.byService.get(placeKey(environment.id, base)), during, recentMs + 1);
      const there = earlier.find((slot) => {
        const since = during.start.getTime() - slot.during.end.getTime();
        return since >= 0 && since <= recentMs;
      });
      const needed = there?.releases.find((release) => release.serviceId === base);
      if (there === undefined || needed === undefined) continue;
      const since = during.start.getTime() - there.during.end.getTime();
      const distance = since < 60_000 ? "Right" : formatDuration(since);
      return [
        { isGood: true, words: `${distance} after ${needed.serviceName} ${needed.version}, which it depends on` },
      ];
    }
  }
  return [];
}

const cadenceNames: Readonly<Record<Cadence, string>> = {
  slow: "slow cadence",
  train: "trains",
  quick: "quick cadence",
  continuous: "any time",
};

function cadenceRemark(
  opening: BookableOccurrence | undefined,
  cadence: Cadence | null,
  releases: readonly PlannedRelease[],
): Remark | undefined {
  const [release] = releases;
  // What may leave at any time is at home in every window.
  if (opening === undefined || cadence === null || cadence === "continuous" || release === undefined) return undefined;
  const { windowName } = opening;
  if (opening.cadence === cadence) {
    return {
      isGood: true,
      words: `${windowName} is made for ${cadenceNames[cadence]}, as ${release.serviceName} ships`,
    };
  }
  const words = `${windowName} is made for ${cadenceNames[opening.cadence]}, ${release.serviceName} for ${cadenceNames[cadence]}`;
  return { isGood: false, words };
}

/** An own slot in the same opening, in the same lane or the next one, right before or after. */
function slotBeside(place: Place, teamId: string, plan: Plan, exceptSlotId?: string): PlannedSlot | undefined {
  if (place.occurrenceId === null) return undefined;
  return near(plan.byTeam.get(teamId), place.during, besideMs + 1).find(
    ({ id, occurrenceId, lane, during }) =>
      id !== exceptSlotId &&
      occurrenceId === place.occurrenceId &&
      Math.abs(lane - place.lane) <= 1 &&
      Math.min(
        Math.abs(during.end.getTime() - startOf(place)),
        Math.abs(place.during.end.getTime() - during.start.getTime()),
      ) <= besideMs,
  );
}
