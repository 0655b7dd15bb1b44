import { formatDay, formatDuration, formatInstant } from "@/lib/time/format";
import { lengthMs } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";

/** Enough to understand the rule; the following years do the same. */
const mostNotes = 4;

/**
 * What clock changes do to these openings, in sentences for whoever saves the rule: a start that does not exist or exists twice,
 * an opening that lasts longer or shorter than planned. Empty when nothing of it happens.
 */
export function clockChangeNotes(
  openings: readonly Opening[],
  { zone, durationMinutes }: { zone: string; durationMinutes: number },
): string[] {
  const planned = durationMinutes * 60_000;
  const notes = openings.flatMap(({ originalLocalStart, during, adjusted }) => {
    const day = formatDay(during.start, zone, "full");
    const wall = originalLocalStart.slice(11, 16);
    const start = formatInstant(during.start, zone, "timeZone");
    if (adjusted === "gap")
      return [`On ${day} there is no ${wall}: the clock jumps over it, so it starts at ${start}.`];
    const length = lengthMs(during);
    const lasts =
      length === planned ? "" : ` It lasts ${formatDuration(length)} instead of ${formatDuration(planned)} that day.`;
    if (adjusted === "overlap") return [`On ${day} there are two ${wall}: the first, ${start}, is meant.${lasts}`];
    return lasts === "" ? [] : [`On ${day} the clock changes while it lasts.${lasts}`];
  });
  return notes.slice(0, mostNotes);
}
