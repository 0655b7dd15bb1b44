import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { serviceDependencies, services, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { type ListedTarget, listTargets } from "./targets";

/** The services of the teams within reach, by name, each with its targets and what it depends on. Three statements. */
export async function listServices(reader: Reader, scope: Reach, filter: { archived: boolean; serviceId?: string }) {
  const rows = await reader
    .select({
      id: services.id,
      name: services.name,
      description: services.description,
      cadence: services.cadence,
      archivedAt: services.archivedAt,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(services)
    .innerJoin(teams, eq(teams.id, services.teamId))
    .where(
      and(
        within(scope),
        filter.archived ? undefined : isNull(services.archivedAt),
        filter.serviceId === undefined ? undefined : eq(services.id, filter.serviceId),
      ),
    )
    .orderBy(asc(services.name));
  const targets = await listTargets(
    reader,
    rows.map((row) => row.id),
  );
  const bases = await listDependencies(
    reader,
    scope,
    rows.map((row) => row.id),
  );
  const byService = groupRows(targets, (target) => target.serviceId);
  return rows.map((row) => ({
    ...row,
    dependsOn: bases.get(row.id) ?? [],
    targets: byService.get(row.id) ?? ([] as ListedTarget[]),
  }));
}

/** Of what a service depends on, what the reader may know of. */
async function listDependencies(reader: Reader, scope: Reach, serviceIds: readonly string[]) {
  const rows = await reader
    .select({ serviceId: serviceDependencies.serviceId, id: services.id, name: services.name })
    .from(serviceDependencies)
    .innerJoin(services, eq(services.id, serviceDependencies.dependsOnId))
    .where(and(anyOf(serviceDependencies.serviceId, serviceIds), within(scope)))
    .orderBy(asc(services.name));
  return new Map(
    [...groupRows(rows, (row) => row.serviceId)].map(([id, bases]) => [
      id,
      bases.map(({ serviceId: _, ...base }) => base),
    ]),
  );
}

const within = (scope: Reach) => (scope === "all" ? undefined : inArray(services.teamId, [...scope]));
