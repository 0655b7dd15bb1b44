import type { Range } from "@/lib/time/range";
import type { WallTime } from "@/lib/time/wall-time";
import { wallTimeAt } from "@/lib/time/zone";

/** A stretch that a calendar's event closes. `originalLocalStart` names it within its freeze. */
export type CalendarStretch = { originalLocalStart: WallTime; label: string; during: Range };

/**
 * The stretches that the events of a calendar close and that are not over, in order. Events that start together are one stretch, as
 * long as the longest and called after all of them: a freeze has each start once.
 */
export function stretchesOfEvents(
  events: readonly { title: string; during: Range }[],
  zone: string,
  now: Date,
): CalendarStretch[] {
  const byStart = new Map<WallTime, CalendarStretch>();
  for (const { title, during } of events) {
    if (during.end <= now) continue;
    const originalLocalStart = wallTimeAt(during.start, zone);
    const known = byStart.get(originalLocalStart);
    if (known === undefined) {
      byStart.set(originalLocalStart, { originalLocalStart, label: title, during });
      continue;
    }
    const start = during.start < known.during.start ? during.start : known.during.start;
    const end = during.end > known.during.end ? during.end : known.during.end;
    const label = known.label.split(", ").includes(title) ? known.label : `${known.label}, ${title}`.slice(0, 300);
    byStart.set(originalLocalStart, { originalLocalStart, label, during: { start, end } });
  }
  return [...byStart.values()].sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
}
