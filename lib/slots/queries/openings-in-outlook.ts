import { and, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { occurrences, releaseWindows } from "@/db/schema";
import type { Range } from "@/lib/time/range";
import type { EnvironmentOfOutlook } from "./outlook";

export type OpeningInOutlook = {
  id: string;
  environmentId: string;
  windowName: string;
  during: Range;
  lanes: number;
};

/** The openings of environments that touch the stretch, without cancelled ones; in order of their start. One statement. */
export async function loadOpenings(
  reader: Reader,
  environments: readonly EnvironmentOfOutlook[],
  view: Range,
): Promise<OpeningInOutlook[]> {
  if (environments.length === 0) return [];
  const ids = environments.map(({ id }) => id);
  return await reader
    .select({
      id: occurrences.id,
      environmentId: occurrences.environmentId,
      windowName: releaseWindows.name,
      during: occurrences.during,
      lanes: occurrences.lanes,
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(
      and(
        inArray(occurrences.environmentId, ids),
        eq(occurrences.status, "scheduled"),
        overlapsRange(occurrences.during, view),
      ),
    )
    .orderBy(sql`lower(${occurrences.during})`, occurrences.id);
}
