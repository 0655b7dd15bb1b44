import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { environments, people, releaseWindows, services, standingApprovals } from "@/db/schema";
import type { Standing, StandingList } from "@/lib/approvals/input/standing";
import { type Member, may, readScope } from "@/lib/auth/actor";
import { decideStanding } from "@/lib/domain/approver";
import { loadPolicies } from "@/lib/slots/queries/approval-facts";

/** What is over is shown for this long, so that whoever wonders finds it. */
const shownAfterDays = 30;
const dayMs = 86_400_000;

/** What was signed beforehand, of one window or of all, the ones that still count first; and where this member could sign so. */
export async function loadStanding(
  reader: Reader,
  { windowId }: { windowId?: string },
  member: Member,
  now: Date,
): Promise<StandingList> {
  const scope = readScope(member);
  return {
    standing: await listStanding(reader, windowId, member, now),
    windows: await listSignableWindows(reader, windowId, member),
    services: await reader
      .select({ id: services.id, name: services.name })
      .from(services)
      .where(
        and(
          isNull(services.archivedAt),
          scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(services.teamId, [...scope]),
        ),
      )
      .orderBy(asc(services.name)),
  };
}

async function listStanding(reader: Reader, windowId: string | undefined, member: Member, now: Date) {
  const revoker = alias(people, "revoker");
  const shownSince = new Date(now.getTime() - shownAfterDays * dayMs);
  const rows = await reader
    .select({
      id: standingApprovals.id,
      window: { id: releaseWindows.id, name: releaseWindows.name },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      serviceName: services.name,
      person: { id: people.id, name: people.name },
      mostDatabaseChange: standingApprovals.mostDatabaseChange,
      mostDowntimeMinutes: standingApprovals.mostDowntimeMinutes,
      reason: standingApprovals.reason,
      givenAt: standingApprovals.givenAt,
      expiresAt: standingApprovals.expiresAt,
      revokedAt: standingApprovals.revokedAt,
      revokedBy: revoker.name,
    })
    .from(standingApprovals)
    .innerJoin(releaseWindows, eq(releaseWindows.id, standingApprovals.windowId))
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .innerJoin(people, eq(people.id, standingApprovals.personId))
    .leftJoin(services, eq(services.id, standingApprovals.serviceId))
    .leftJoin(revoker, eq(revoker.id, standingApprovals.revokedBy))
    .where(
      and(
        windowId === undefined ? undefined : eq(standingApprovals.windowId, windowId),
        gt(standingApprovals.expiresAt, shownSince),
        or(isNull(standingApprovals.revokedAt), gt(standingApprovals.revokedAt, shownSince)),
      ),
    )
    .orderBy(desc(standingApprovals.givenAt), desc(standingApprovals.id));
  const manages = may(member, "policy.manage", null);
  const signs = member.permissions.has("approval.give");
  const listed = rows.map((row): Standing => {
    const state = row.revokedAt !== null ? "revoked" : row.expiresAt <= now ? "expired" : "live";
    const mayRevoke = state === "live" && signs && (manages || row.person.id === member.personId);
    return { ...row, state, mayRevoke };
  });
  return listed.sort((a, b) => Number(a.state !== "live") - Number(b.state !== "live"));
}

async function listSignableWindows(reader: Reader, windowId: string | undefined, member: Member) {
  if (member.kind !== "person" || !member.permissions.has("approval.give")) return [];
  const rows = await reader
    .select({
      id: releaseWindows.id,
      name: releaseWindows.name,
      environmentId: environments.id,
      environmentName: environments.name,
    })
    .from(releaseWindows)
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .where(and(isNull(releaseWindows.archivedAt), windowId === undefined ? undefined : eq(releaseWindows.id, windowId)))
    .orderBy(desc(environments.position), asc(releaseWindows.name));
  const policies = await loadPolicies(reader, [...new Set(rows.map((row) => row.environmentId))]);
  return rows
    .filter((row) => decideStanding(member.grants, policies.get(row.environmentId), row.environmentName, null).ok)
    .map(({ id, name, environmentName }) => ({ id, name, environmentName }));
}
