import { and, asc, eq, exists, gt, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import {
  approvalPolicies,
  approvalStages,
  environments,
  occurrences,
  people,
  releaseWindows,
  slots,
  teams,
} from "@/db/schema";
import type { Reach, Role } from "@/lib/domain/permission";

/** More than anybody signs in a sitting; the ones that open first come first. */
const mostSlots = 300;

/**
 * Booked slots that are not over, in environments whose policy of now asks for signatures, earliest first. With `roles` only those
 * where the policy asks one of them. One statement.
 */
export function loadSlotsToSign(reader: Reader, scope: Reach, now: Date, roles?: readonly Role[]) {
  const newestPolicy = reader
    .select({ id: approvalPolicies.id })
    .from(approvalPolicies)
    .where(eq(approvalPolicies.environmentId, slots.environmentId))
    .orderBy(sql`${approvalPolicies.version} desc`)
    .limit(1);
  const asked = reader
    .select({ position: approvalStages.position })
    .from(approvalStages)
    .where(
      and(
        eq(approvalStages.policyId, sql`(${newestPolicy})`),
        roles === undefined ? undefined : roles.length === 0 ? sql`false` : inArray(approvalStages.role, [...roles]),
      ),
    );
  return reader
    .select({
      slotId: slots.id,
      lane: slots.lane,
      during: slots.during,
      bookedBy: people.name,
      windowName: releaseWindows.name,
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .innerJoin(teams, eq(teams.id, slots.teamId))
    .innerJoin(people, eq(people.id, slots.bookedBy))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(
      and(
        eq(slots.status, "booked"),
        gt(sql`upper(${slots.during})`, now.toISOString()),
        scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(slots.teamId, [...scope]),
        exists(asked),
      ),
    )
    .orderBy(asc(sql`lower(${slots.during})`), asc(slots.id))
    .limit(mostSlots);
}
