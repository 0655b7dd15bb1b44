import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, freezes, services, teams } from "@/db/schema";
import type { FreezeRule } from "@/lib/domain/freeze";
import { type Reach, reaches } from "@/lib/domain/permission";
import { contains, type Range } from "@/lib/time/range";
import { listSlotsHitBy } from "./freeze-hits";
import { loadFreezes } from "./freeze-rules";

const hourMs = 3_600_000;
/** What begins within a day is told already. */
const aheadMs = 24 * hourMs;
/** How far into a long freeze slots are looked for: who must act this week. */
const slotsAheadMs = 7 * 24 * hourMs;
const slotsShown = 8;

/**
 * The freezes in force at `now` and those that begin within a day, as far as they concern the teams of the scope, a stopped line
 * first: each with where it reaches, in names, and the booked slots of these teams that it keeps from opening in the next week. One
 * statement when nothing is frozen.
 */
export async function readCurrentFreezes(reader: Reader, scope: Reach, now: Date) {
  const soon = { start: now, end: new Date(now.getTime() + aheadMs) };
  const found = await loadFreezes(reader, soon);
  if (found.length === 0) return [];
  const names = await loadNames(reader, found);
  const concerning = found.filter((freeze) => concerns(freeze, scope, names.teamOfService));
  const reasons = await loadReasons(reader, concerning);
  const rows = [];
  for (const freeze of concerning) {
    const { freezeId, name, grade, during, zone, stopsTheLine = false } = freeze;
    const affected = await affectedBy(reader, freeze, scope, now);
    rows.push({
      freezeId,
      name,
      reason: reasons.get(freezeId) ?? "",
      grade,
      during,
      zone,
      stopsTheLine,
      ...placesOf(freeze, names),
      affected: affected.slice(0, slotsShown),
      affectedCount: affected.length,
    });
  }
  const rank = (row: { stopsTheLine: boolean; during: Range }) =>
    row.stopsTheLine ? 0 : contains(row.during, now) ? 1 : 2;
  return rows.sort((a, b) => rank(a) - rank(b) || a.during.start.getTime() - b.during.start.getTime());
}

type Names = { nameOf: Map<string, string>; teamOfService: Map<string, string> };

function concerns({ scope }: FreezeRule, reach: Reach, teamOfService: Names["teamOfService"]): boolean {
  if (reach === "all") return true;
  const mine = reach.filter((id) => !scope.excluded?.teamIds.includes(id));
  const inTeams = scope.teamIds === null ? mine : mine.filter((id) => scope.teamIds?.includes(id));
  if (scope.serviceIds === null) return inTeams.length > 0;
  return scope.serviceIds.some((id) => inTeams.includes(teamOfService.get(id) ?? ""));
}

async function affectedBy(reader: Reader, freeze: FreezeRule, scope: Reach, now: Date) {
  const until = Math.min(freeze.during.end.getTime(), now.getTime() + slotsAheadMs);
  const during = { start: freeze.during.start > now ? freeze.during.start : now, end: new Date(until) };
  if (during.start >= during.end) return [];
  const { hits } = await listSlotsHitBy(reader, { ...freeze, periods: [during] });
  return hits
    .filter(({ teamId }) => reaches(scope, teamId))
    .map(({ id, environmentId, zone, during: { start }, releases }) => ({
      slotId: id,
      environmentId,
      zone,
      start,
      name: releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ") || "No release",
    }));
}

function placesOf({ scope }: FreezeRule, { nameOf }: Names) {
  const names = (ids: readonly string[] | null | undefined) => (ids ?? []).flatMap((id) => nameOf.get(id) ?? []);
  return {
    environments: names(scope.environmentIds),
    only: [...names(scope.teamIds), ...names(scope.serviceIds)],
    except: [
      ...names(scope.excluded?.environmentIds),
      ...names(scope.excluded?.teamIds),
      ...names(scope.excluded?.serviceIds),
    ],
  };
}

async function loadNames(reader: Reader, found: readonly FreezeRule[]): Promise<Names> {
  const ids = (kind: "environmentIds" | "teamIds" | "serviceIds") => [
    ...new Set(found.flatMap(({ scope }) => [...(scope[kind] ?? []), ...(scope.excluded?.[kind] ?? [])])),
  ];
  const [environmentIds, teamIds, serviceIds] = [ids("environmentIds"), ids("teamIds"), ids("serviceIds")];
  const named = [
    ...(environmentIds.length === 0
      ? []
      : await reader.select().from(environments).where(inArray(environments.id, environmentIds))),
    ...(teamIds.length === 0 ? [] : await reader.select().from(teams).where(inArray(teams.id, teamIds))),
  ];
  const serviceRows =
    serviceIds.length === 0 ? [] : await reader.select().from(services).where(inArray(services.id, serviceIds));
  return {
    nameOf: new Map([...named, ...serviceRows].map(({ id, name }) => [id, name])),
    teamOfService: new Map(serviceRows.map(({ id, teamId }) => [id, teamId])),
  };
}

async function loadReasons(reader: Reader, found: readonly FreezeRule[]): Promise<Map<string, string>> {
  if (found.length === 0) return new Map();
  const ids = found.map(({ freezeId }) => freezeId);
  const rows = await reader
    .select({ id: freezes.id, reason: freezes.reason })
    .from(freezes)
    .where(inArray(freezes.id, ids));
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}
