import { and, eq, gt, isNotNull, isNull, max, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, occurrences, releaseWindows } from "@/db/schema";
import { formatDay } from "@/lib/time/format";

/**
 * The series that still go by an earlier rule, in sentences: a window is written as what it goes on with for good, and the file has no
 * word for the openings until then. One statement.
 */
export async function loadEarlierParts(reader: Reader, now: Date): Promise<string[]> {
  const rows = await reader
    .select({
      name: releaseWindows.name,
      environmentName: environments.name,
      zone: releaseWindows.zone,
      last: max(sql`upper(${occurrences.during})`).mapWith((value: string) => new Date(value)),
    })
    .from(releaseWindows)
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .innerJoin(occurrences, eq(occurrences.windowId, releaseWindows.id))
    .where(
      and(
        isNotNull(releaseWindows.succeededBy),
        isNull(releaseWindows.archivedAt),
        eq(occurrences.status, "scheduled"),
        gt(sql`upper(${occurrences.during})`, now.toISOString()),
      ),
    )
    .groupBy(releaseWindows.id, environments.id)
    .orderBy(environments.position, releaseWindows.name);
  return rows.map(
    ({ name, environmentName, zone, last }) =>
      `${name} in ${environmentName} goes by an earlier rule until ${formatDay(last ?? now, zone, "full")}, which is not in the file.`,
  );
}
