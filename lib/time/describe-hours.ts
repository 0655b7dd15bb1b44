import type { RecurrenceParts } from "./rrule";
import { joined } from "./words";

/** More times of day than these are told as a number. */
const mostNamed = 4;

const two = (value: number) => String(value).padStart(2, "0");
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** How long, in words: "10 min", "1 h", "1 h 30 min". */
function lengthInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ");
}

function stretch(from: number, durationMinutes: number): string {
  const to = from + durationMinutes;
  const days = Math.floor((to - 1) / 1440);
  const end = to % 1440 === 0 ? "24:00" : clock(to % 1440);
  const later = days > 1 || (days === 1 && durationMinutes > 1440);
  return `${clock(from)}–${end}${later ? ` (${days} ${days === 1 ? "day" : "days"} later)` : ""}`;
}

/** The hours of a day: "06:00–12:00", "22:00–06:00", "23:00–07:00 (3 days later)", "all day". `start`: wall time as if in UTC. */
export function describeHours(parts: RecurrenceParts | undefined, start: Date, durationMinutes: number): string {
  const hours = parts?.byHour ?? [start.getUTCHours()];
  const minutes = parts?.byMinute ?? [start.getUTCMinutes()];
  const starts = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)).sort((a, b) => a - b);
  if (durationMinutes === 1440 && starts.length === 1 && starts[0] === 0) return "all day";
  if (starts.length > mostNamed) return `${starts.length} times a day for ${lengthInWords(durationMinutes)}`;
  return joined(starts.map((from) => stretch(from, durationMinutes)));
}
