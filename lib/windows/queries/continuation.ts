import { and, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { occurrences, releaseWindows } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { formatInstant } from "@/lib/time/format";
import { parseRRule } from "@/lib/time/rrule";
import { type SplitRule, splitRule } from "@/lib/time/split-rule";
import type { WallTime } from "@/lib/time/wall-time";
import { instantOfWallTime } from "@/lib/time/zone";

type WindowRow = typeof releaseWindows.$inferSelect;

export type Continuation = {
  /** The wall start, by the old rule, of the first opening that goes over. */
  at: WallTime;
  startsAt: Date;
  split: SplitRule;
  /** The window that would go on: what is wanted, on what the old one had. */
  window: WindowRow;
};

/**
 * How a window would go on from one of its openings with another rule. Refuses an archived window and an opening before
 * which nothing opens (`wrong_state`), one of another window (`not_found`) or that is over (`in_the_past`), and a rule that
 * begins before the old one ends (`invalid_input`): both open would be the lanes twice.
 */
export async function loadContinuation(
  reader: Reader,
  before: WindowRow,
  occurrenceId: string,
  wanted: Partial<WindowRow>,
  now: Date,
): Promise<Result<Continuation>> {
  if (before.archivedAt) return refuse("wrong_state", `${before.name} is archived. Restore it first.`);
  const [occurrence] = await reader
    .select()
    .from(occurrences)
    .where(and(eq(occurrences.id, occurrenceId), eq(occurrences.windowId, before.id)));
  if (occurrence === undefined)
    return refuse("not_found", `There is no such opening of ${before.name}.`, { field: "occurrenceId" });
  if (occurrence.during.end <= now) return refuse("in_the_past", "This opening is over.", { field: "occurrenceId" });
  const at = occurrence.originalLocalStart;
  const split = splitRule(before, at);
  if (split === undefined) {
    const message = `Nothing of ${before.name} comes before this opening: change the whole window.`;
    return refuse("wrong_state", message, { field: "occurrenceId" });
  }
  const { exdates, rdates, ...after } = split.after;
  const window: WindowRow = {
    ...before,
    ...after,
    exdates: [...exdates],
    rdates: [...rdates],
    ...wanted,
    succeededBy: before.succeededBy,
    createdAt: now,
    updatedAt: now,
  };
  const ends = endOf(split.before, at);
  const begins = instantOfWallTime(window.localStart, window.zone).instant;
  if (begins < ends) {
    const message = `${before.name} goes on from ${formatInstant(ends, before.zone, "full")}: its new rule cannot begin before.`;
    return refuse("invalid_input", message, { field: "localStart" });
  }
  return accept({ at, startsAt: occurrence.during.start, split, window });
}

/** The rule with which an opening's window would go on from it, as it is now. Refuses like `loadContinuation`. */
export async function readContinuation(reader: Reader, occurrenceId: string, now: Date) {
  const [found] = await reader
    .select({ window: releaseWindows })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(eq(occurrences.id, occurrenceId));
  if (!found) return refuse("not_found", "There is no such opening.");
  const continuation = await loadContinuation(reader, found.window, occurrenceId, {}, now);
  if (!continuation.ok) return continuation;
  const { window, startsAt } = continuation.value;
  return accept({ ...window, windowId: window.id, startsAt });
}

/** The instant from which the ended rule gives nothing any more. */
function endOf(before: SplitRule["before"], at: WallTime): Date {
  const parsed = before.rrule === null ? undefined : parseRRule(before.rrule);
  const until = parsed?.ok ? parsed.parts.until : undefined;
  // It ends with the day before: the successor may begin at any hour of the day.
  const wall = until?.kind === "day" ? `${at.slice(0, 10)}T00:00` : at;
  return instantOfWallTime(wall, before.zone).instant;
}
