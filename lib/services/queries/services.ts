import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { services, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { type ListedTarget, listTargets } from "./targets";

/** The services of the teams within reach, by name, each with its targets. Two statements. */
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
        scope === "all" ? undefined : inArray(services.teamId, [...scope]),
        filter.archived ? undefined : isNull(services.archivedAt),
        filter.serviceId === undefined ? undefined : eq(services.id, filter.serviceId),
      ),
    )
    .orderBy(asc(services.name));
  const targets = await listTargets(
    reader,
    rows.map((row) => row.id),
  );
  const byService = groupRows(targets, (target) => target.serviceId);
  return rows.map((row) => ({ ...row, targets: byService.get(row.id) ?? ([] as ListedTarget[]) }));
}
