import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { services, slots } from "@/db/schema";
import { type Actor, isMember, readScope } from "@/lib/auth/actor";
import { type Period, periodOf } from "@/lib/domain/insights/period";
import type { Reach } from "@/lib/domain/permission";
import type { InsightInput } from "@/lib/insights/input/filter";

/** Over what a figure is counted: the teams within the reader's reach (rule 10), narrowed by what they chose. */
export type InsightScope = {
  reach: Reach;
  teamId: string | undefined;
  serviceId: string | undefined;
  environmentId: string | undefined;
  period: Period;
  /** Days and weeks begin by it, and times are written in it. */
  zone: string;
  now: Date;
};

export function insightScopeOf(actor: Actor, input: InsightInput, now: Date): InsightScope {
  const zone = isMember(actor) ? actor.zone : "UTC";
  const { teamId, serviceId, environmentId } = input;
  return {
    reach: readScope(actor),
    teamId,
    serviceId,
    environmentId,
    zone,
    now,
    period: periodOf(input.days, now, zone),
  };
}

const within = (column: PgColumn, reach: Reach): SQL | undefined =>
  reach === "all" ? undefined : reach.length === 0 ? sql`false` : inArray(column, [...reach]);

/** Services of the scope, for statements that join them. */
export function ofServices({ reach, teamId, serviceId }: InsightScope): SQL | undefined {
  return and(
    within(services.teamId, reach),
    teamId === undefined ? undefined : eq(services.teamId, teamId),
    serviceId === undefined ? undefined : eq(services.id, serviceId),
  );
}

/** Slots of the scope: those of its teams, in its environment, with its service aboard. */
export function ofSlots({ reach, teamId, serviceId, environmentId }: InsightScope): SQL | undefined {
  return and(
    within(slots.teamId, reach),
    teamId === undefined ? undefined : eq(slots.teamId, teamId),
    environmentId === undefined ? undefined : eq(slots.environmentId, environmentId),
    serviceId === undefined
      ? undefined
      : sql`exists (select from slot_releases aboard where aboard.slot_id = ${slots.id} and aboard.service_id = ${serviceId})`,
  );
}

/** Between which of these edges an instant lies: 0 before the first, 1 from the first to the second … as Postgres counts. */
export function stepOf(at: SQL, edges: readonly Date[]): SQL<number> {
  return sql<number>`width_bucket(${at}, ${sql.param(edges.map((edge) => edge.toISOString()))}::timestamptz[])`;
}

/** A bound for statements that return rows rather than counts; a figure that was cut off says so. */
export const mostRows = 5_000;
