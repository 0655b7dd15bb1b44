import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import {
  approvalPolicies,
  approvalStages,
  approvals,
  departures,
  type environments,
  occurrences,
  releaseWindows,
  slots,
  trains,
  windowTeams,
} from "@/db/schema";
import { horizonDays } from "@/lib/domain/forecast/forecast";
import type { Place } from "@/lib/domain/forecast/places";
import { type OccurrenceRule, openRanges } from "@/lib/domain/window-status";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";
import type { Traveller } from "./on-their-way";

type Environment = typeof environments.$inferSelect;

/** So many openings ahead hold nearly every draw. */
const mostPlaces = 60;

/**
 * Where each release can leave: its booked slot, then whatever is open and not frozen for it, in windows that its team may book and
 * that are not full; for what is aboard a train and has no slot yet, its departures. Seven statements, however many releases.
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
  const departing = await loadDeparting(reader, travellers, now);
  const kept = new Map<string, Range[]>();
  return new Map(
    travellers.map((traveller) => {
      const { releaseId, serviceId, teamId, kind, cadence, slot } = traveller;
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
      if (slot === null && traveller.ticket !== null) {
        const { departureId, trainId } = traveller.ticket;
        return [releaseId, departuresAsPlaces(departing.get(trainId) ?? [], departureId)];
      }
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

type Departing = { id: string; trainId: string; name: string; qaExitAt: Date; departsAt: Date };

/** The departures to come of the trains that somebody is aboard. One statement. */
async function loadDeparting(reader: Reader, travellers: readonly Traveller[], now: Date) {
  const trainIds = [...new Set(travellers.flatMap(({ ticket }) => ticket?.trainId ?? []))];
  if (trainIds.length === 0) return new Map<string, Departing[]>();
  const rows = await reader
    .select({
      id: departures.id,
      trainId: departures.trainId,
      name: trains.name,
      qaExitAt: departures.qaExitAt,
      departsAt: departures.departsAt,
    })
    .from(departures)
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(
      and(
        inArray(departures.trainId, trainIds),
        inArray(departures.status, ["scheduled", "boarding", "locked", "go", "held"]),
        gt(departures.departsAt, now),
      ),
    )
    .orderBy(departures.departsAt)
    .limit(mostPlaces * trainIds.length);
  return groupRows(rows, (row) => row.trainId);
}

/** Whoever is not accepted by QA exit is moved on: its departure first, then those that follow. */
function departuresAsPlaces(list: readonly Departing[], bookedId: string): Place[] {
  return list.map(({ id, name, qaExitAt, departsAt }) => ({
    key: id,
    label: name,
    at: departsAt,
    readyBy: qaExitAt,
    isBooked: id === bookedId,
  }));
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
