import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { occurrences, releaseWindows } from "@/db/schema";
import { decideOpeningEdit, type OpeningEdit } from "@/lib/domain/occurrence-edit";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type Fates, fatesOf } from "@/lib/domain/slot-fate";
import type { StandingOccurrence } from "@/lib/domain/standing-occurrence";
import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import { instantOfWallTime } from "@/lib/time/zone";
import { loadFateFacts } from "./fate-facts";
import { loadStandingOccurrences } from "./standing-occurrences";

const dayMs = 86_400_000;

export type FoundOpening = {
  occurrence: typeof occurrences.$inferSelect;
  window: typeof releaseWindows.$inferSelect;
  /** "Core, Tue 24 Nov 06:00–12:00 CET". */
  name: string;
};

/** One opening with its window, locked if it is to be changed. Refuses one that does not exist (`not_found`). */
export async function findOpening(
  reader: Reader,
  occurrenceId: string,
  { lock }: { lock: boolean },
): Promise<Result<FoundOpening>> {
  const found = reader
    .select({ occurrence: occurrences, window: releaseWindows })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(eq(occurrences.id, occurrenceId));
  const [row] = await (lock ? found.for("update", { of: occurrences }) : found);
  if (!row) return refuse("not_found", "There is no such opening.");
  return accept({ ...row, name: `${row.window.name}, ${formatRange(row.occurrence.during, row.window.zone)}` });
}

export type OpeningChange = FoundOpening & { edit: OpeningEdit; standing: StandingOccurrence; fates: Fates };

/**
 * What would become of one opening and the slots in it. Refuses one that is over (`in_the_past`) or whose window is archived
 * (`wrong_state`), and what `decideOpeningEdit` refuses.
 */
export async function loadOpeningChange(
  reader: Reader,
  wanted: { occurrenceId: string; during?: Range; lanes?: number; slots: "keep" | "move" },
  now: Date,
  { lock }: { lock: boolean },
): Promise<Result<OpeningChange>> {
  const found = await findOpening(reader, wanted.occurrenceId, { lock });
  if (!found.ok) return found;
  const { occurrence, window, name } = found.value;
  if (occurrence.during.end <= now) return refuse("in_the_past", `${name} is over.`);
  if (window.archivedAt) return refuse("wrong_state", `${window.name} is archived. Restore it first.`);
  const opening = { ...occurrence, windowName: window.name, zone: window.zone };
  const { during, lanes } = wanted;
  const others = during && during.end > during.start ? await loadOthers(reader, occurrence, during) : [];
  const edit = decideOpeningEdit(
    opening,
    { ...(during && { during }), ...(lanes !== undefined && { lanes }) },
    others,
    now,
  );
  if (!edit.ok) return edit;
  const scope = { windowId: window.id, zone: window.zone, only: occurrence.id };
  const [standing] = (await loadStandingOccurrences(reader, scope, now, { lock: false })).standing;
  if (standing === undefined) throw new Error("an opening that is not over does not stand");
  const facts = await loadFateFacts(reader, window, [standing], now, edit.value.during);
  const shiftMs = wanted.slots === "move" ? edit.value.during.start.getTime() - occurrence.during.start.getTime() : 0;
  const changed = { ...edit.value, originalLocalStart: occurrence.originalLocalStart, shiftMs, isAnother: false };
  return accept({ ...found.value, edit: edit.value, standing, fates: fatesOf(standing, changed, facts, "") });
}

/** The window's other openings that take place and touch the time. */
export async function loadOthers(
  reader: Reader,
  { id, windowId }: { id: string; windowId: string },
  during: Range,
): Promise<Range[]> {
  const rows = await reader
    .select({ during: occurrences.during })
    .from(occurrences)
    .where(
      and(
        eq(occurrences.windowId, windowId),
        ne(occurrences.id, id),
        eq(occurrences.status, "scheduled"),
        overlapsRange(occurrences.during, during),
      ),
    )
    .orderBy(asc(sql`lower(${occurrences.during})`))
    .limit(1);
  return rows.map((row) => row.during);
}

/** Whether an opening stands as its window's rule gives it: then it follows the rule again. */
export function isAsRuled(
  { occurrence, window }: Pick<FoundOpening, "occurrence" | "window">,
  { during, lanes }: OpeningEdit,
): boolean {
  const at = instantOfWallTime(occurrence.originalLocalStart, window.zone).instant;
  const around = { start: new Date(at.getTime() - dayMs), end: new Date(at.getTime() + 2 * dayMs) };
  const given = expandRule(window, around, 5_000).occurrences.find(
    ({ originalLocalStart }) => originalLocalStart === occurrence.originalLocalStart,
  );
  return (
    given !== undefined &&
    lanes === window.lanes &&
    given.during.start.getTime() === during.start.getTime() &&
    given.during.end.getTime() === during.end.getTime()
  );
}
