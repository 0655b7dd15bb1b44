import type { Reader } from "@/db/client";
import { loadMarks } from "@/lib/calendars/queries/marks";
import { reachesEnvironment } from "@/lib/domain/freeze";
import { type MarkedOpening, markOpenings, type Surroundings } from "@/lib/domain/opening-marks";
import { type MonthStart, monthOfRule } from "@/lib/domain/rule-month";
import { previewOfRule } from "@/lib/domain/rule-preview";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";
import type { Opening, TimeRule } from "@/lib/time/recurrence";

export type WindowPreview = {
  openings: MarkedOpening[];
  count: number;
  notes: string[];
  month: MonthStart[];
};

/**
 * What a rule that was found good will do: its next openings, each with the clock changes, holidays and freezes it meets, and a
 * month of it if one is asked for. Three statements at most.
 */
export async function readWindowPreview(
  reader: Reader,
  rule: TimeRule,
  { environmentId, month }: { environmentId?: string; month?: string },
  now: Date,
): Promise<WindowPreview> {
  const { openings, count, notes } = previewOfRule(rule, now);
  const around = await loadSurroundings(reader, environmentId, openings);
  return {
    openings: markOpenings(openings, rule.durationMinutes, around),
    count,
    notes,
    month: month === undefined ? [] : monthOfRule(rule, month),
  };
}

async function loadSurroundings(
  reader: Reader,
  environmentId: string | undefined,
  openings: readonly Opening[],
): Promise<Surroundings> {
  const span = spanOf(openings.map(({ during }) => during));
  if (span === undefined) return { days: [], freezes: [] };
  const freezes = environmentId === undefined ? [] : await loadFreezes(reader, span);
  return {
    days: await loadMarks(reader, span),
    freezes: freezes.filter(({ scope }) => reachesEnvironment(scope, environmentId ?? "")),
  };
}

function spanOf(ranges: readonly Range[]): Range | undefined {
  const [first] = ranges;
  if (first === undefined) return undefined;
  return ranges.reduce((span, { start, end }) => ({
    start: start < span.start ? start : span.start,
    end: end > span.end ? end : span.end,
  }));
}
