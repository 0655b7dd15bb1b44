import { formatInstant } from "@/lib/time/format";
import { type WallTime, wallTimeMs } from "@/lib/time/wall-time";

/** "Weekly, Tue 24 Nov, 06:00": what people call a departure, for life, by the wall time that its rule gave it, or by
 * the label that a published timetable has for it ("Chromium, M141"). */
export function departureName(trainName: string, originalLocalStart: WallTime, label = ""): string {
  if (label !== "") return `${trainName}, ${label}`;
  const wall = new Date(wallTimeMs(originalLocalStart) ?? 0);
  return `${trainName}, ${formatInstant(wall, "UTC", "short").replace(/ UTC$/, "")}`;
}
