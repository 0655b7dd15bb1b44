import type { SelectOption } from "@/components/ui/select";
import { formatDuration } from "@/lib/time/format";

const grids = [1, 5, 10, 15, 30, 60, 120];
const leads = [0, 30, 60, 240, 1_440, 2_880, 10_080];

const minuteMs = 60_000;

/** The usual choices, and the one in force when it is another. */
function withOwn(usual: readonly number[], own: number): number[] {
  return [...new Set([...usual, own])].sort((a, b) => a - b);
}

export function granularityOptions(own: number): SelectOption[] {
  return withOwn(grids, own).map((minutes) => ({
    value: String(minutes),
    label: `every ${formatDuration(minutes * minuteMs)}`,
  }));
}

export function leadOptions(own: number): SelectOption[] {
  return withOwn(leads, own).map((minutes) => ({ value: String(minutes), label: leadInWords(minutes) }));
}

export function leadInWords(minutes: number): string {
  return minutes === 0 ? "up to the last minute" : `${formatDuration(minutes * minuteMs)} ahead`;
}
