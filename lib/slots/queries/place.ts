import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, occurrences } from "@/db/schema";
import type { EnvironmentRule } from "@/lib/domain/window-status";

/** The environment that a place lies in, or `undefined` when neither the opening nor the environment exists. */
export async function findEnvironmentOfPlace(
  reader: Reader,
  place: { occurrenceId?: string; environmentId?: string },
): Promise<EnvironmentRule | undefined> {
  const columns = {
    id: environments.id,
    name: environments.name,
    defaultOpen: environments.defaultOpen,
    zone: environments.zone,
  };
  if (place.occurrenceId !== undefined) {
    const [row] = await reader
      .select(columns)
      .from(occurrences)
      .innerJoin(environments, eq(environments.id, occurrences.environmentId))
      .where(eq(occurrences.id, place.occurrenceId));
    return row;
  }
  if (place.environmentId === undefined) return undefined;
  const [row] = await reader.select(columns).from(environments).where(eq(environments.id, place.environmentId));
  return row;
}
