import { eq, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { deployments, environments, releases, services, slotOrder, slotReleases, slots, teams } from "@/db/schema";
import type { DeploymentState } from "@/lib/domain/deployment-state";
import type { PredecessorFact } from "@/lib/domain/slot-facts";

/**
 * What each of these slots waits for: the slots that go first, with how far their deployments are. One statement where no order is
 * set, which is nearly always; two where there is.
 */
export async function loadPredecessors(reader: Reader, slotIds: string[]): Promise<Map<string, PredecessorFact[]>> {
  const rows = await reader
    .select({
      afterSlotId: slotOrder.afterSlotId,
      slotId: slots.id,
      during: slots.during,
      status: slots.status,
      zone: environments.zone,
      teamName: teams.name,
      releaseId: releases.id,
      title: sql<string | null>`${services.name} || ' ' || ${releases.version}`,
    })
    .from(slotOrder)
    .innerJoin(slots, eq(slots.id, slotOrder.beforeSlotId))
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
    .leftJoin(services, eq(services.id, slotReleases.serviceId))
    .where(anyOf(slotOrder.afterSlotId, slotIds))
    .orderBy(sql`lower(${slots.during})`, slots.id, slotReleases.position);
  if (rows.length === 0) return new Map();
  const states = await loadNewestStates(
    reader,
    rows.map((row) => row.slotId),
  );
  const waiting = [...groupRows(rows, (row) => row.afterSlotId)];
  return new Map(
    waiting.map(([afterSlotId, group]) => [
      afterSlotId,
      [...groupRows(group, (row) => row.slotId).values()].flatMap((aboard) => {
        const [slot] = aboard;
        if (slot === undefined) return [];
        const { slotId, during, status, zone, teamName } = slot;
        const titles = aboard.flatMap(({ title }) => title ?? []);
        const name = titles.join(" and ") || `${teamName ?? "The other team"}’s slot`;
        return [
          { slotId, name, during, zone, status, releaseCount: titles.length, deployments: states.get(slotId) ?? [] },
        ];
      }),
    ]),
  );
}

async function loadNewestStates(reader: Reader, slotIds: string[]): Promise<Map<string, DeploymentState[]>> {
  const rows = await reader
    .selectDistinctOn([deployments.slotId, deployments.releaseId], {
      slotId: deployments.slotId,
      status: deployments.status,
    })
    .from(deployments)
    .where(anyOf(deployments.slotId, slotIds))
    .orderBy(deployments.slotId, deployments.releaseId, sql`${deployments.fencingNumber} desc`);
  const entries = [...groupRows(rows, (row) => row.slotId)];
  return new Map(entries.map(([id, group]) => [id, group.map(({ status }) => status)]));
}
