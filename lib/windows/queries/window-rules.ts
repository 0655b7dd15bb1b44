import { and, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { environments, occurrences, releaseWindows } from "@/db/schema";
import { together } from "@/db/together";
import { reachesEnvironment } from "@/lib/domain/freeze";
import type { OccurrenceRule, WindowRules } from "@/lib/domain/window-status";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";

/**
 * What the evaluators look at, for several environments at once and a stretch of time: each environment with its occurrences
 * (cancelled ones too, so that a reason can name them) and every freeze in force at some moment of the stretch. Five
 * statements at most, however many environments there are. Unknown environments are absent from the answer.
 */
export async function loadWindowRules(
  reader: Reader,
  environmentIds: readonly string[],
  range: Range,
): Promise<Map<string, WindowRules>> {
  const ids = [...new Set(environmentIds)];
  if (ids.length === 0) return new Map();
  const [places, openings, closings] = await together(reader, [
    () => reader.select().from(environments).where(inArray(environments.id, ids)),
    () => loadOccurrences(reader, ids, range),
    () => loadFreezes(reader, range),
  ]);
  return new Map(
    places.map((environment) => [
      environment.id,
      {
        environment,
        occurrences: openings.get(environment.id) ?? [],
        freezes: closings.filter(({ scope }) => reachesEnvironment(scope, environment.id)),
      },
    ]),
  );
}

async function loadOccurrences(
  reader: Reader,
  environmentIds: string[],
  range: Range,
): Promise<Map<string, OccurrenceRule[]>> {
  const rows = await reader
    .select({
      environmentId: occurrences.environmentId,
      id: occurrences.id,
      windowId: occurrences.windowId,
      windowName: releaseWindows.name,
      during: occurrences.during,
      zone: releaseWindows.zone,
      status: occurrences.status,
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(and(inArray(occurrences.environmentId, environmentIds), overlapsRange(occurrences.during, range)))
    .orderBy(sql`lower(${occurrences.during})`);
  return groupRows(rows, (row) => row.environmentId);
}
