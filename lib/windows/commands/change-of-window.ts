import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { releaseWindows } from "@/db/schema";
import { fieldsChanged } from "@/lib/audit/record";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { formatInstant } from "@/lib/time/format";
import { expandRule } from "@/lib/time/recurrence";
import { sameRRule } from "@/lib/time/rrule";
import { horizonAfter } from "@/lib/time/validate-rule";
import { instantOfWallTime } from "@/lib/time/zone";
import { type Booker, bookerNames } from "./bookers";
import type { WindowRow } from "./occurrences-of-window";

/** What decides when the window opens and with how many lanes: its openings are made anew when one of these changes. */
const ruleFields = ["zone", "localStart", "durationMinutes", "rrule", "exdates", "rdates", "lanes"] as const;

type Change = { from: unknown; to: unknown };

/** What a change really changes, for its audit row, and whether openings follow. */
export function changedFields(
  before: WindowRow,
  wanted: Partial<WindowRow>,
  bookers: readonly Booker[],
  teamIds: readonly string[] | undefined,
): { changed: Record<string, Change>; isRuleChanged: boolean } {
  const changed: Record<string, Change> = { ...fieldsChanged(before, wanted) };
  if (teamIds !== undefined) {
    const known = bookers.map((booker) => booker.id).sort();
    const asked = [...new Set(teamIds)].sort();
    if (known.join() !== asked.join()) changed.bookers = { from: bookerNames(bookers), to: asked };
  }
  const isRuleChanged = ruleFields.some(
    (field) => field in changed && !(field === "rrule" && sameRRule(before.rrule, wanted.rrule ?? null)),
  );
  return { changed, isRuleChanged };
}

/**
 * A window that another one goes on from ends before it: both open would be its lanes twice. Refuses a rule that opens where the
 * successor does (`window_overlaps_itself`).
 */
export async function decideNotBeyondSuccessor(tx: Tx, window: WindowRow): Promise<Result<null>> {
  if (window.succeededBy === null) return accept(null);
  const [successor] = await tx.select().from(releaseWindows).where(eq(releaseWindows.id, window.succeededBy));
  if (successor === undefined || successor.archivedAt !== null) return accept(null);
  const begins = instantOfWallTime(successor.localStart, successor.zone).instant;
  // As far ahead as openings of either could meet, however far in the future the successor begins.
  const range = { start: begins, end: horizonAfter(begins) };
  const [beyond] = expandRule(window, range, 1).occurrences;
  if (beyond === undefined) return accept(null);
  const reason = `${window.name} goes on with another rule from ${formatInstant(begins, successor.zone, "full")}.`;
  return refuse("window_overlaps_itself", `${reason} End this rule before.`, {
    field: "rrule",
    rules: [{ kind: "window", id: successor.id, name: successor.name, reason }],
  });
}
