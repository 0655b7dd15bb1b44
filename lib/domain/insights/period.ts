import { startOfDay, weekOf } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";

const dayMs = 86_400_000;
/** Up to so many days a figure counts by day, beyond by week. */
const daysByDay = 45;

export type Period = {
  /** From the start of a local day, or of a Monday, to now. */
  range: Range;
  /** The same length of time before it, to compare with. */
  before: Range;
  step: "day" | "week";
  /** The starts of the period's days or weeks, and its end: one more than it has. The last one is cut off by now. */
  edges: readonly Date[];
};

/** The last `days` days until `now`, on whole days (or, of a longer period, whole weeks) of the zone. */
export function periodOf(days: number, now: Date, zone: string): Period {
  const step = days <= daysByDay ? "day" : "week";
  const floor = (at: Date) => (step === "day" ? startOfDay(at, zone) : weekOf(at, zone).start);
  const start = floor(new Date(now.getTime() - days * dayMs));
  const edges: Date[] = [start];
  // Half a step past the next one, and back to its start: clock changes make a day 23 or 25 hours long.
  const stepMs = step === "day" ? 1.5 * dayMs : 7.5 * dayMs;
  for (let next = start; ; ) {
    next = floor(new Date(next.getTime() + stepMs));
    if (next >= now) break;
    edges.push(next);
  }
  edges.push(now);
  const length = now.getTime() - start.getTime();
  return { range: { start, end: now }, before: { start: new Date(start.getTime() - length), end: start }, step, edges };
}

/** Which of the period's days or weeks an instant belongs to; undefined outside of it. */
export function indexOfStep(edges: readonly Date[], at: Date): number | undefined {
  const index = edges.findLastIndex((edge) => edge <= at);
  return index < 0 || index >= edges.length - 1 ? undefined : index;
}
