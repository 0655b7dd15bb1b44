import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { people, roleGrants, services, standingApprovals } from "@/db/schema";
import { rolesFor } from "@/lib/domain/approver";
import type { StandingApprovalFact } from "@/lib/domain/standing-approval";

/** A slot in a window, with the teams that sign for it. */
export type SlotInWindow = { slotId: string; windowId: string; teamIds: readonly string[] };

/**
 * What was signed beforehand in the windows of these slots and has neither expired by `now` nor been revoked, for each slot with what
 * decides whether it counts there: the giver's roles of now for all of the slot's teams, and whether a part of it is their own work (the
 * same people whom the trigger `approvals_not_by_author` refuses). A disabled person's counts for nothing. One statement where nobody
 * signed beforehand, three where somebody did, however many slots.
 */
export async function loadStandingApprovals(
  reader: Reader,
  slots: readonly SlotInWindow[],
  now: Date,
): Promise<Map<string, StandingApprovalFact[]>> {
  if (slots.length === 0) return new Map();
  const windowIds = slots.map(({ windowId }) => windowId);
  const given = await reader
    .select({
      id: standingApprovals.id,
      windowId: standingApprovals.windowId,
      personId: standingApprovals.personId,
      personName: people.name,
      serviceId: standingApprovals.serviceId,
      serviceName: services.name,
      mostDatabaseChange: standingApprovals.mostDatabaseChange,
      mostDowntimeMinutes: standingApprovals.mostDowntimeMinutes,
      reason: standingApprovals.reason,
      givenAt: standingApprovals.givenAt,
      expiresAt: standingApprovals.expiresAt,
      revokedAt: standingApprovals.revokedAt,
    })
    .from(standingApprovals)
    .innerJoin(people, and(eq(people.id, standingApprovals.personId), isNull(people.disabledAt)))
    .leftJoin(services, eq(services.id, standingApprovals.serviceId))
    .where(
      and(
        anyOf(standingApprovals.windowId, windowIds),
        isNull(standingApprovals.revokedAt),
        gt(standingApprovals.expiresAt, now),
      ),
    )
    .orderBy(standingApprovals.givenAt, standingApprovals.id);
  if (given.length === 0) return new Map();
  const personIds = [...new Set(given.map(({ personId }) => personId))];
  const grants = await reader
    .select({ personId: roleGrants.personId, role: roleGrants.role, teamId: roleGrants.teamId })
    .from(roleGrants)
    .where(inArray(roleGrants.personId, personIds));
  const inWindow = groupRows(given, ({ windowId }) => windowId);
  const covered = slots.filter(({ windowId }) => inWindow.has(windowId));
  const authors = await loadAuthorsAmong(
    reader,
    covered.map(({ slotId }) => slotId),
    personIds,
  );
  return new Map(
    covered.map(({ slotId, windowId, teamIds }) => [
      slotId,
      (inWindow.get(windowId) ?? []).map(({ windowId: _, ...standing }) => ({
        ...standing,
        roles: rolesFor(
          grants.filter(({ personId }) => personId === standing.personId),
          teamIds,
        ),
        ownWork: authors.has(`${slotId} ${standing.personId}`),
      })),
    ]),
  );
}

/** Which of these people had a hand in which of these slots, as "slot person". */
async function loadAuthorsAmong(reader: Reader, slotIds: string[], personIds: string[]): Promise<Set<string>> {
  const { rows } = await reader.execute<{ slot_id: string; person_id: string }>(sql`
    select slots.id as slot_id, people.id as person_id
    from slots cross join people
    where slots.id = any(${sql.param(slotIds)}::uuid[]) and people.id = any(${sql.param(personIds)}::uuid[])
      and (is_same_person(slots.booked_by, people.id) or exists (
        select from slot_releases
        join releases on releases.id = slot_releases.release_id
        left join builds on builds.release_id = releases.id
        left join handoffs on handoffs.build_id = builds.id
        where slot_releases.slot_id = slots.id and (
          is_same_person(releases.created_by, people.id) or is_same_person(builds.created_by, people.id)
          or is_same_person(handoffs.handed_over_by, people.id) or wrote_in_build(builds.author_email, builds.changes, people.id))))`);
  return new Set(rows.map((row) => `${row.slot_id} ${row.person_id}`));
}
