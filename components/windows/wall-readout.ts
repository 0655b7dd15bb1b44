import { formatInstant } from "@/lib/time/format";
import { wallTimeMs } from "@/lib/time/wall-time";
import { instantOfWallTime } from "@/lib/time/zone";

/** The instant that a field's wall time means, or `undefined` while it is none. */
export function instantOf(wall: string, zone: string): Date | undefined {
  return wallTimeMs(wall) === undefined ? undefined : instantOfWallTime(wall, zone).instant;
}

/** What a field's wall time means, in words, and what a clock change makes of it. */
export function readoutOf(wall: string, zone: string): string {
  if (wallTimeMs(wall) === undefined) return "";
  const { instant, adjusted } = instantOfWallTime(wall, zone);
  const meant = formatInstant(instant, zone, "full");
  if (adjusted === "gap") return `There is no ${wall.slice(11, 16)} that day: ${meant} is meant.`;
  return adjusted === "overlap"
    ? `There are two ${wall.slice(11, 16)} that day: the first, ${meant}, is meant.`
    : meant;
}
