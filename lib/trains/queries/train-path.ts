import { asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { environments, trainEnvironments } from "@/db/schema";

export type Stop = { id: string; name: string; zone: string; defaultOpen: boolean; requiresAcceptance: boolean };

/** The environments that each train passes, in the order of the promotion path. One statement. */
export async function loadPaths(reader: Reader, trainIds: readonly string[]): Promise<Map<string, Stop[]>> {
  if (trainIds.length === 0) return new Map();
  const rows = await reader
    .select({
      trainId: trainEnvironments.trainId,
      id: environments.id,
      name: environments.name,
      zone: environments.zone,
      defaultOpen: environments.defaultOpen,
      requiresAcceptance: environments.requiresAcceptance,
    })
    .from(trainEnvironments)
    .innerJoin(environments, eq(environments.id, trainEnvironments.environmentId))
    .where(inArray(trainEnvironments.trainId, [...trainIds]))
    .orderBy(asc(environments.position));
  return new Map(
    [...groupRows(rows, ({ trainId }) => trainId)].map(([id, stops]) => [
      id,
      stops.map(({ trainId: _, ...stop }) => stop),
    ]),
  );
}
