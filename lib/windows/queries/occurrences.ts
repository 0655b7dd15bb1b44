import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Reader, Tx } from "@/db/client";
import { occurrences, slots, teams } from "@/db/schema";
import type { StandingOccurrence } from "@/lib/domain/occurrence-plan";
import type { Rule } from "@/lib/domain/refusal";
import { formatRange } from "@/lib/time/format";

/** How many live slots a refusal names. */
const named = 10;

const notOver = (now: Date): SQL => sql`upper(${occurrences.during}) > ${now.toISOString()}::timestamptz`;

/**
 * Locks the openings of a window that are not over, and reads what stands in them. A booking that is under way holds a share
 * lock on its opening (trigger `slots_inside_occurrence`), so we wait for it and then see its slot.
 */
export async function lockStandingOccurrences(tx: Tx, windowId: string, now: Date): Promise<StandingOccurrence[]> {
  const rows = await tx
    .select()
    .from(occurrences)
    .where(and(eq(occurrences.windowId, windowId), notOver(now)))
    .orderBy(asc(occurrences.id))
    .for("update");
  const used = await tx
    .select({ occurrenceId: slots.occurrenceId, isLive: sql<boolean>`bool_or(${slots.live})` })
    .from(slots)
    .innerJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .where(and(eq(occurrences.windowId, windowId), notOver(now)))
    .groupBy(slots.occurrenceId);
  const isLive = new Map(used.map((row) => [row.occurrenceId, row.isLive]));
  return rows.map(({ id, originalLocalStart, during, lanes, status }) => ({
    id,
    originalLocalStart,
    during,
    lanes,
    status,
    hasLiveSlots: isLive.get(id) ?? false,
    hasSlots: isLive.has(id),
  }));
}

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
      slots: booked,
    })
    .from(occurrences)
    .where(and(eq(occurrences.windowId, windowId), gt(sql`upper(${occurrences.during})`, now.toISOString())))
    .orderBy(sql`lower(${occurrences.during})`)
    .limit(limit);
}
