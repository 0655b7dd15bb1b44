import { and, asc, eq, exists, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import {
  apiTokens,
  approvalPolicies,
  deployments,
  environments,
  freezeScopes,
  freezes,
  people,
  releases,
  releaseWindows,
  roleGrants,
  services,
  shareLinks,
  slotReleases,
  slots,
  targets,
  trainEnvironments,
  trains,
} from "@/db/schema";
import type { Rule } from "@/lib/domain/refusal";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import { formatRange } from "@/lib/time/format";

/** How many of a kind a refusal names: enough to go and look. */
const named = 5;

/** What a team cannot be removed for. */
export async function usesOfTeam(reader: Reader, teamId: string): Promise<Rule[]> {
  const owned = await reader
    .select({ id: services.id, name: services.name, archivedAt: services.archivedAt })
    .from(services)
    .where(eq(services.teamId, teamId))
    .orderBy(asc(services.name))
    .limit(named);
  const granted = await reader
    .select({ id: people.id, name: people.name })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(eq(roleGrants.teamId, teamId))
    .orderBy(asc(people.name))
    .limit(named);
  const tokens = await reader.select({ name: apiTokens.name }).from(apiTokens).where(eq(apiTokens.teamId, teamId));
  return [
    ...owned.map(
      ({ id, name, archivedAt }): Rule => ({
        kind: "service",
        id,
        name,
        reason: archivedAt ? "This archived service belongs to the team." : "This service belongs to the team.",
      }),
    ),
    ...granted.map(
      ({ id, name }): Rule => ({ kind: "person", id, name, reason: "This person has a role in the team." }),
    ),
    ...tokens
      .slice(0, named)
      .map(({ name }): Rule => ({ kind: "person", name, reason: "This API token is limited to the team." })),
    ...(await freezesOn(reader, eq(freezeScopes.teamId, teamId))),
    ...(await slotsWhere(reader, eq(slots.teamId, teamId))),
  ];
}

/** What a service cannot be archived for: releases on their way, and slots that would deploy it. */
export async function usesOfService(reader: Reader, serviceId: string): Promise<Rule[]> {
  const open = await reader
    .select({ id: releases.id, version: releases.version, status: releases.status })
    .from(releases)
    .where(and(eq(releases.serviceId, serviceId), isOpenRelease))
    .orderBy(asc(releases.version))
    .limit(named);
  return [
    ...open.map(
      ({ id, version, status }): Rule => ({
        kind: "service",
        id,
        name: version,
        reason: `Release ${version} is still on its way (${status.replaceAll("_", " ")}).`,
      }),
    ),
    ...(await liveSlotsOf(reader, eq(slotReleases.serviceId, serviceId))),
  ];
}

const isOpenRelease = sql`${releases.status} not in (${sql.join(
  unbookableReleaseStates.filter((state) => state !== "departing").map((state) => sql`${state}`),
  sql`, `,
)})`;

/** What an environment cannot be removed for: everything that was ever planned or set up in it. */
export async function usesOfEnvironment(reader: Reader, environmentId: string): Promise<Rule[]> {
  const windows = await reader
    .select({ id: releaseWindows.id, name: releaseWindows.name })
    .from(releaseWindows)
    .where(eq(releaseWindows.environmentId, environmentId))
    .orderBy(asc(releaseWindows.name))
    .limit(named);
  const wired = await reader
    .select({ id: targets.id, name: services.name })
    .from(targets)
    .innerJoin(services, eq(services.id, targets.serviceId))
    .where(eq(targets.environmentId, environmentId))
    .orderBy(asc(services.name))
    .limit(named);
  const passing = await reader
    .select({ id: trains.id, name: trains.name })
    .from(trainEnvironments)
    .innerJoin(trains, eq(trains.id, trainEnvironments.trainId))
    .where(eq(trainEnvironments.environmentId, environmentId))
    .orderBy(asc(trains.name))
    .limit(named);
  const policies = await reader.$count(approvalPolicies, eq(approvalPolicies.environmentId, environmentId));
  const links = await reader
    .select({ name: shareLinks.name })
    .from(shareLinks)
    .where(eq(shareLinks.environmentId, environmentId))
    .limit(named);
  return [
    ...windows.map(({ id, name }): Rule => ({ kind: "window", id, name, reason: "This window opens here." })),
    ...passing.map(({ id, name }): Rule => ({ kind: "train", id, name, reason: "This train passes here." })),
    ...wired.map(({ id, name }): Rule => ({ kind: "target", id, name, reason: `${name} has a target here.` })),
    ...(policies > 0
      ? [{ kind: "approval" as const, name: "Approval policy", reason: "Its versions are kept as evidence." }]
      : []),
    ...links.map(({ name }): Rule => ({ kind: "environment", name, reason: "This share link shows it." })),
    ...(await freezesOn(reader, eq(freezeScopes.environmentId, environmentId))),
    ...(await slotsWhere(reader, eq(slots.environmentId, environmentId))),
  ];
}

/** What a target cannot be removed for: deployments that went through it, and slots that still will. */
export async function usesOfTarget(
  reader: Reader,
  target: { id: string; serviceId: string; environmentId: string },
): Promise<Rule[]> {
  const past = await reader.$count(deployments, eq(deployments.targetId, target.id));
  const place = and(
    eq(slotReleases.serviceId, target.serviceId),
    eq(slotReleases.environmentId, target.environmentId),
  ) as SQL;
  return [
    ...(past > 0
      ? [
          {
            kind: "target" as const,
            name: "Deployments",
            reason: `${past} ${past === 1 ? "deployment" : "deployments"} went through it. Switch it off instead.`,
          },
        ]
      : []),
    ...(await liveSlotsOf(reader, place)),
  ];
}

async function liveSlotsOf(reader: Reader, condition: SQL): Promise<Rule[]> {
  const own = and(eq(slotReleases.slotId, slots.id), condition);
  const aboard = exists(reader.select({ one: sql`1` }).from(slotReleases).where(own));
  return await slotsWhere(reader, and(eq(slots.live, true), aboard) as SQL);
}

async function slotsWhere(reader: Reader, condition: SQL): Promise<Rule[]> {
  const rows = await reader
    .select({ id: slots.id, during: slots.during, environment: environments.name, zone: environments.zone })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(condition)
    .orderBy(sql`lower(${slots.during}) desc`)
    .limit(named);
  return rows.map(({ id, during, environment, zone }) => ({
    kind: "lane",
    id,
    name: `Slot in ${environment}`,
    reason: `${formatRange(during, zone)}.`,
  }));
}

async function freezesOn(reader: Reader, condition: SQL): Promise<Rule[]> {
  const rows = await reader
    .selectDistinct({ id: freezes.id, name: freezes.name, liftedAt: freezes.liftedAt })
    .from(freezeScopes)
    .innerJoin(freezes, eq(freezes.id, freezeScopes.freezeId))
    .where(condition)
    .limit(named);
  return rows.map(({ id, name, liftedAt }) => ({
    kind: "freeze",
    id,
    name,
    reason: liftedAt ? "This lifted freeze named it." : "This freeze names it.",
  }));
}
