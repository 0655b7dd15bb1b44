import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { auditEvents } from "@/db/schema";
import type { PassedPlace } from "@/lib/domain/waitlist";

const passedPlace = z.object({ occurrenceId: z.string(), start: z.coerce.date(), end: z.coerce.date() });

/**
 * What was offered to these places in line and let pass. The record says it, and nothing else needs to: an offer that nobody took
 * leaves no other trace.
 */
export async function loadPassedPlaces(
  reader: Reader,
  entryIds: readonly string[],
): Promise<Map<string, PassedPlace[]>> {
  if (entryIds.length === 0) return new Map();
  const rows = await reader
    .select({ entryId: auditEvents.subjectId, data: auditEvents.data })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectKind, "waitlist"),
        inArray(auditEvents.subjectId, [...entryIds]),
        eq(auditEvents.action, "waitlist.passed"),
      ),
    );
  const groups = [...groupRows(rows, (row) => row.entryId ?? "")];
  return new Map(
    groups.map(([entryId, group]) => [
      entryId,
      group.flatMap(({ data }) => {
        const { success, data: place } = passedPlace.safeParse(data);
        if (!success) return [];
        const { occurrenceId, start, end } = place;
        return [{ occurrenceId, during: { start, end } }];
      }),
    ]),
  );
}
