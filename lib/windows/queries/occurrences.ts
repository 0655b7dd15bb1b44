import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { occurrences, slots, teams } from "@/db/schema";
import type { Rule } from "@/lib/domain/refusal";
import { formatRange } from "@/lib/time/format";

/** How many live slots a refusal names. */
const named = 10;

/** The live slots in these openings, as the rules that stand in the way. */
export async function liveSlotsIn(reader: Reader, occurrenceIds: readonly string[], zone: string): Promise<Rule[]> {
  if (occurrenceIds.length === 0) return [];
  const rows = await reader
    .select({ id: slots.id, during: slots.during, status: slots.status, team: teams.name })
    .from(slots)
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .where(and(inArray(slots.occurrenceId, [...occurrenceIds]), eq(slots.live, true)))
    .orderBy(sql`lower(${slots.during})`)
    .limit(named);
  return rows.map(({ id, during, status, team }) => ({
    kind: "lane",
    id,
    name: team === null ? "A held slot" : `Slot of ${team}`,
    reason: `${formatRange(during, zone)} is ${status}.`,
  }));
}

/** The next openings of a window with how many live slots stand in each. */
export async function nextOccurrences(reader: Reader, windowId: string, now: Date, limit: number) {
  const booked = reader.$count(slots, and(eq(slots.occurrenceId, occurrences.id), eq(slots.live, true)));
  return await reader
    .select({
      id: occurrences.id,
      during: occurrences.during,
      originalLocalStart: occurrences.originalLocalStart,
      lanes: occurrences.lanes,
      status: occurrences.status,
      editedAt: occurrences.editedAt,
      slots: booked,
    })
    .from(occurrences)
    .where(and(eq(occurrences.windowId, windowId), gt(sql`upper(${occurrences.during})`, now.toISOString())))
    .orderBy(sql`lower(${occurrences.during})`)
    .limit(limit);
}
