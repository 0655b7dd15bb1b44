import { formatDay, formatDuration, formatInstant } from "@/lib/time/format";
import { lengthMs } from "@/lib/time/range";
import type { Expansion } from "@/lib/time/recurrence";
import { instantOfWallTime } from "@/lib/time/zone";

/** Enough to understand the rule; the following years do the same. */
const mostNotes = 4;

type Note = { at: Date; text: string };

/**
 * What clock changes do to these openings, in sentences for whoever saves the rule: a start that does not exist or exists twice,
 * an opening that lasts longer or shorter than planned, one that gives way to another. Empty when nothing of it happens.
 */
export function clockChangeNotes(
  { occurrences, leftOut }: Pick<Expansion, "occurrences" | "leftOut">,
  { zone, durationMinutes }: { zone: string; durationMinutes: number },
): string[] {
  const planned = durationMinutes * 60_000;
  const told = occurrences.flatMap(({ originalLocalStart, during, adjusted }): Note[] => {
    const note = (text: string) => [{ at: during.start, text }];
    const day = formatDay(during.start, zone, "full");
    const wall = originalLocalStart.slice(11, 16);
    const start = formatInstant(during.start, zone, "timeZone");
    const length = lengthMs(during);
    const lasts =
      length === planned ? "" : ` It lasts ${formatDuration(length)} instead of ${formatDuration(planned)} that day.`;
    if (adjusted === "gap")
      return note(`On ${day} there is no ${wall}: the clock jumps over it, so it starts at ${start}.${lasts}`);
    if (adjusted === "overlap") return note(`On ${day} there are two ${wall}: the first, ${start}, is meant.${lasts}`);
    return lasts === "" ? [] : note(`On ${day} the clock changes while it lasts.${lasts}`);
  });
  const missing = leftOut.map((wallTime): Note => {
    const at = instantOfWallTime(wallTime, zone).instant;
    const text = `On ${formatDay(at, zone, "full")} there is no ${wallTime.slice(11, 16)}, and another opening stands where it would go: it is left out that day.`;
    return { at, text };
  });
  const inOrder = [...told, ...missing].sort((a, b) => a.at.getTime() - b.at.getTime());
  return inOrder.slice(0, mostNotes).map((note) => note.text);
}
