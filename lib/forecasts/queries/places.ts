import { and, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import {
  approvalPolicies,
  approvalStages,
  approvals,
  type environments,
  occurrences,
  releaseWindows,
  slots,
  windowTeams,
} from "@/db/schema";
import { departuresAsPlaces, type TrainTerms } from "@/lib/domain/forecast/departures-as-places";
import { horizonDays } from "@/lib/domain/forecast/forecast";
import type { Place } from "@/lib/domain/forecast/places";
import { type OccurrenceRule, openRanges } from "@/lib/domain/window-status";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";
import type { BookedSlot, LiveTicket, Traveller } from "./on-their-way";
import { loadTrainsAhead } from "./trains-ahead";

type Environment = typeof environments.$inferSelect;

/** So many openings ahead hold nearly every draw. */
const mostPlaces = 60;

/**
 * Where each release can leave: its booked slot, then whatever is open and not frozen for it, in windows that its team may book and
 * that are not full; for what is aboard a train, its departure, then those that the train may move it to. Nine statements, however
 * many releases.
 */
export async function loadPlaces(
  reader: Reader,
  environment: Environment,
  travellers: readonly Traveller[],
  now: Date,
): Promise<Map<string, Place[]>> {
  const within = { start: now, end: new Date(now.getTime() + horizonDays * 86_400_000) };
  const openings = await loadRoomyOpenings(reader, environment, within);
  const freezes = await loadFreezes(reader, within);
  const tickets = travellers.flatMap(({ ticket }) => ticket ?? []);
  const trains = await loadTrainsAhead(reader, tickets, within.end);
  const kept = new Map<string, Range[]>();
  return new Map(
    travellers.map((traveller) => {
      const { releaseId, serviceId, teamId, kind, cadence, slot, ticket } = traveller;
      if (ticket !== null && !comesFirst(slot, ticket, trains.get(ticket.trainId), environment.id)) {
        const aboard = { releaseId, serviceId, teamId, kind, ...ticket };
        const places = departuresAsPlaces(aboard, { trains, freezes }, now);
        if (places.length > 0) return [releaseId, places];
      }
      const isContinuous = cadence === "continuous";
      const key = [serviceId, kind, isContinuous].join();
      const intent = { environmentId: environment.id, serviceId, teamId, releaseKind: kind };
      const rules = {
        environment: { ...environment, defaultOpen: environment.defaultOpen || isContinuous },
        occurrences: openings.filter(({ teamIds }) => teamIds.length === 0 || teamIds.includes(teamId)),
        freezes,
      };
      const ranges = kept.get(key) ?? openRanges(rules, intent, within).slice(0, mostPlaces);
      kept.set(key, ranges);
      const after = slot?.during.end ?? now;
      const free = ranges.flatMap(({ start, end }): Place[] => {
        if (end <= after) return [];
        const at = start > after ? start : after;
        return [{ key: at.toISOString(), label: environment.name, at, readyBy: end, isBooked: false }];
      });
      if (slot === null) return [releaseId, free];
      const own: Place = {
        key: slot.slotId,
        label: environment.name,
        at: slot.during.start > now ? slot.during.start : now,
        readyBy: slot.during.end,
        isBooked: true,
      };
      return [releaseId, [own, ...free]];
    }),
  );
}

/** Whether it leaves by a slot of its own before the train takes it, or where the train does not go at all. */
function comesFirst(
  slot: BookedSlot | null,
  ticket: LiveTicket,
  train: TrainTerms | undefined,
  environmentId: string,
): boolean {
  if (slot === null || slot.departureId !== null) return false;
  const departure = train?.departures.find(({ id }) => id === ticket.departureId);
  const goesThere = train?.environmentIds.includes(environmentId) ?? false;
  return !goesThere || departure === undefined || slot.during.start < departure.departsAt;
}

type Roomy = OccurrenceRule & { teamIds: string[] };

/** The openings whose lanes are not booked through. Two statements. */
async function loadRoomyOpenings(reader: Reader, environment: Environment, within: Range): Promise<Roomy[]> {
  const rows = await reader
    .select({
      id: occurrences.id,
      windowId: occurrences.windowId,
      windowName: releaseWindows.name,
      zone: releaseWindows.zone,
      status: occurrences.status,
      during: occurrences.during,
      lanes: occurrences.lanes,
      bookedSeconds: sql<number>`coalesce((
        select sum(extract(epoch from upper(s.during) - lower(s.during))) from slots s
        where s.occurrence_id = ${occurrences.id} and s.live), 0)`.mapWith(Number),
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(
      and(
        eq(occurrences.environmentId, environment.id),
        eq(occurrences.status, "scheduled"),
        overlapsRange(occurrences.during, within),
      ),
    );
  const teams = groupRows(await reader.select().from(windowTeams), (row) => row.windowId);
  return rows
    .filter(({ during, lanes, bookedSeconds }) => {
      const seconds = (during.end.getTime() - during.start.getTime()) / 1000;
      return bookedSeconds < seconds * lanes;
    })
    .map(({ lanes: _, bookedSeconds: __, ...row }) => ({
      ...row,
      teamIds: (teams.get(row.windowId) ?? []).map(({ teamId }) => teamId),
    }));
}

/** The booked slots that have all the signatures their policy asks for. Two statements. */
export async function loadSignedSlots(
  reader: Reader,
  environmentId: string,
  slotIds: readonly string[],
): Promise<{ needsAny: boolean; signed: ReadonlySet<string> }> {
  const [policy] = await reader
    .select({ required: sql<number>`coalesce(sum(${approvalStages.required}), 0)`.mapWith(Number) })
    .from(approvalPolicies)
    .leftJoin(approvalStages, eq(approvalStages.policyId, approvalPolicies.id))
    .where(
      and(
        eq(approvalPolicies.environmentId, environmentId),
        sql`${approvalPolicies.version} = (select max(p.version) from approval_policies p where p.environment_id = ${environmentId})`,
      ),
    );
  const required = policy?.required ?? 0;
  if (required === 0 || slotIds.length === 0) return { needsAny: required > 0, signed: new Set() };
  const rows = await reader
    .select({ slotId: approvals.slotId, given: sql<number>`count(distinct ${approvals.personId})`.mapWith(Number) })
    .from(approvals)
    .innerJoin(slots, eq(slots.id, approvals.slotId))
    .where(and(inArray(approvals.slotId, [...slotIds]), eq(approvals.verdict, "approve")))
    .groupBy(approvals.slotId);
  return { needsAny: true, signed: new Set(rows.filter(({ given }) => given >= required).map(({ slotId }) => slotId)) };
}
