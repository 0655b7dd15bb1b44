import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Reader, Tx } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import {
  approvalPolicies,
  approvalStages,
  calendars,
  environments,
  freezeScopes,
  freezes,
  releaseWindows,
  serviceDependencies,
  services,
  targets,
  teams,
  trainEnvironments,
  trains,
  windowTeams,
} from "@/db/schema";
import { together } from "@/db/together";
import { namesInOrder, type ScopeEntry, type StandingPlan, type TeamEntry, weekdayWords } from "@/lib/domain/plan";
import { isOver } from "@/lib/domain/rule-over";
import type { MilestoneRule } from "@/lib/domain/train-milestones";

/**
 * The plan as it stands, in names. Freezes that were lifted, are over, stop the line or come from a calendar are no part of it, nor are
 * archived windows and the earlier parts of a series. Fourteen statements, however large the plan.
 */
export async function loadStandingPlan(reader: Reader, now: Date): Promise<StandingPlan> {
  const [
    stops,
    crews,
    products,
    needs,
    wires,
    policies,
    stages,
    windows,
    bookers,
    closings,
    reaches,
    lines,
    ways,
    days,
  ] = await together(reader, [
    () => reader.select().from(environments).orderBy(asc(environments.position)),
    () => reader.select().from(teams),
    () => reader.select().from(services),
    () => reader.select().from(serviceDependencies),
    () => reader.select().from(targets),
    () =>
      reader
        .selectDistinctOn([approvalPolicies.environmentId])
        .from(approvalPolicies)
        .orderBy(approvalPolicies.environmentId, sql`${approvalPolicies.version} desc`),
    () => reader.select().from(approvalStages).orderBy(asc(approvalStages.position)),
    () =>
      reader
        .select()
        .from(releaseWindows)
        .where(and(isNull(releaseWindows.archivedAt), isNull(releaseWindows.succeededBy))),
    () => reader.select().from(windowTeams),
    () =>
      reader
        .select()
        .from(freezes)
        .where(and(isNull(freezes.liftedAt), isNull(freezes.calendarId), eq(freezes.stopsTheLine, false))),
    () => reader.select().from(freezeScopes),
    () => reader.select().from(trains).where(isNull(trains.archivedAt)),
    () => reader.select().from(trainEnvironments),
    () => reader.select({ id: calendars.id, name: calendars.name }).from(calendars),
  ]);
  const nameOf = new Map([...stops, ...crews, ...products, ...lines, ...days].map(({ id, name }) => [id, name]));
  const named = (id: string) => nameOf.get(id) ?? "";
  const stagesOf = groupRows(stages, (stage) => stage.policyId);
  const needsOf = groupRows(needs, (need) => need.serviceId);
  const bookersOf = groupRows(bookers, (booker) => booker.windowId);
  const reachesOf = groupRows(reaches, (reach) => reach.freezeId);
  const scopeOf = (freezeId: string, excluded: boolean): ScopeEntry => {
    const rows = (reachesOf.get(freezeId) ?? []).filter((row) => row.excluded === excluded);
    const names = (key: "environmentId" | "teamId" | "serviceId") =>
      namesInOrder(rows.flatMap((row) => row[key] ?? []).map(named));
    return { environments: names("environmentId"), teams: names("teamId"), services: names("serviceId") };
  };
  return {
    environments: stops.map(({ id, name, zone, defaultOpen, requiresAcceptance }) => ({
      id,
      name,
      zone,
      defaultOpen,
      requiresAcceptance,
    })),
    teams: crews.map((team) => ({ id: team.id, name: team.name, hue: team.hue, workingHours: workingHoursOf(team) })),
    services: products.map(({ id, name, teamId, description, cadence, archivedAt }) => ({
      id,
      name,
      team: named(teamId),
      description,
      cadence,
      dependsOn: namesInOrder((needsOf.get(id) ?? []).map(({ dependsOnId }) => named(dependsOnId))),
      archived: archivedAt !== null,
    })),
    targets: wires.map((target) => ({
      id: target.id,
      service: named(target.serviceId),
      environment: named(target.environmentId),
      url: target.url,
      successBy: target.successBy,
      callTimeoutSeconds: target.callTimeoutSeconds,
      reportTimeoutSeconds: target.reportTimeoutSeconds,
      enabled: target.enabled,
    })),
    policies: policies.map(({ id, environmentId, authorExcluded, coversTime }) => ({
      id: environmentId,
      environment: named(environmentId),
      stages: (stagesOf.get(id) ?? []).map(({ role, required }) => ({ role, required })),
      authorExcluded,
      coversTime,
    })),
    windows: windows.map((window) => ({
      id: window.id,
      name: window.name,
      environment: named(window.environmentId),
      cadence: window.cadence,
      zone: window.zone,
      localStart: window.localStart,
      durationMinutes: window.durationMinutes,
      rrule: window.rrule,
      exdates: window.exdates,
      rdates: window.rdates,
      lanes: window.lanes,
      granularityMinutes: window.granularityMinutes,
      leadMinutes: window.leadMinutes,
      overrun: window.overrun,
      teams: namesInOrder((bookersOf.get(window.id) ?? []).map(({ teamId }) => named(teamId))),
      ...(isOver(window, now) ? { isOver: true } : {}),
    })),
    freezes: closings
      .filter((freeze) => !isOver(freeze, now))
      .map((freeze) => ({
        id: freeze.id,
        name: freeze.name,
        reason: freeze.reason,
        grade: freeze.grade,
        zone: freeze.zone,
        localStart: freeze.localStart,
        durationMinutes: freeze.durationMinutes,
        rrule: freeze.rrule,
        exdates: freeze.exdates,
        rdates: freeze.rdates,
        ...scopeOf(freeze.id, false),
        except: scopeOf(freeze.id, true),
        thaw: freeze.thaw,
        thawPerHour: freeze.thawPerHour,
      })),
    trains: lines.map((train) => ({
      id: train.id,
      name: train.name,
      environments: namesInOrder(
        ways.filter(({ trainId }) => trainId === train.id).map(({ environmentId }) => named(environmentId)),
      ),
      description: train.description,
      zone: train.zone,
      localStart: train.localStart,
      durationMinutes: train.durationMinutes,
      rrule: train.rrule,
      exdates: train.exdates,
      rdates: train.rdates,
      weekdays: train.weekdays,
      holidays: train.holidayCalendarId === null ? null : named(train.holidayCalendarId),
      onDayOff: train.onDayOff,
      milestones: inOrder(train.milestones),
      capacity: train.capacity,
      bumping: train.bumping,
      missed: train.missed,
      missedTrain: train.missedTrainId === null ? null : named(train.missedTrainId),
      holdMinutes: train.holdMinutes,
      holdThen: train.holdThen,
      goRule: train.goRule,
      goRoles: train.goRoles,
      onFailure: train.onFailure,
      overlapping: train.overlapping,
      noticeMinutes: train.noticeMinutes,
      ...(isOver(train, now) ? { isOver: true } : {}),
    })),
  };
}

/** JSON keeps no order of its own, and the same milestones are to be the same text. */
function inOrder(rules: (typeof trains.$inferSelect)["milestones"]): (typeof trains.$inferSelect)["milestones"] {
  const rule = ({ workingDays, at }: MilestoneRule) => ({ workingDays, at });
  const { boarding, cutoff, qa_exit, go_no_go } = rules;
  return { boarding: rule(boarding), cutoff: rule(cutoff), qa_exit: rule(qa_exit), go_no_go: rule(go_no_go) };
}

function workingHoursOf(team: typeof teams.$inferSelect): TeamEntry["workingHours"] {
  if (team.zone === null) return null;
  const days = weekdayWords.filter((_, index) => team.workDays.includes(index + 1));
  return { zone: team.zone, from: clock(team.workStartMinute), to: clock(team.workEndMinute), days };
}

const two = (count: number) => String(count).padStart(2, "0");
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/**
 * Holds the plan still until the transaction ends: whoever changes a part of it waits. Bookings, which only need the rows to stay, do
 * not. In the order of the sections, so that two who apply cannot wait for each other in a circle.
 */
export async function lockPlan(tx: Tx): Promise<void> {
  for (const table of [environments, teams, services, targets, releaseWindows, freezes, trains]) {
    await tx.select({ id: table.id }).from(table).orderBy(asc(table.id)).for("no key update");
  }
}
