import { type WeekdayCode, weekdayCodes } from "@/lib/time/rrule";
import type { TeamRow } from "./service-row";

/** When a team works, as the form holds it. Null: around the clock. */
export type WorkingHours = { zone: string; from: string; to: string; days: readonly WeekdayCode[] };

const two = (count: number) => String(count).padStart(2, "0");
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** 24:00, which a clock field cannot show, is the last minute it can. */
const latest = "23:59";

export function hoursOf({ zone, workStartMinute, workEndMinute, workDays }: TeamRow): WorkingHours | null {
  if (zone === null) return null;
  const days = weekdayCodes.filter((_, index) => workDays.includes(index + 1));
  return { zone, from: clock(workStartMinute), to: workEndMinute === 1_440 ? latest : clock(workEndMinute), days };
}

export const usualHours = (zone: string): WorkingHours => ({
  zone,
  from: "08:00",
  to: "18:00",
  days: weekdayCodes.slice(0, 5),
});

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return text === latest ? 1_440 : hours * 60 + minutes;
}

/** What is sent: without hours only that there are none. */
export function fieldsOf(hours: WorkingHours | null) {
  if (hours === null) return { zone: null };
  const workDays = hours.days.map((code) => weekdayCodes.indexOf(code) + 1);
  return { zone: hours.zone, workStartMinute: minuteOf(hours.from), workEndMinute: minuteOf(hours.to), workDays };
}

/** "Mo Tu We Th Fr 08:00–18:00, Europe/Berlin" */
export function hoursInWords(team: TeamRow): string {
  const hours = hoursOf(team);
  if (hours === null) return "around the clock";
  const days = hours.days.map((code) => `${code.charAt(0)}${code.charAt(1).toLowerCase()}`).join(" ");
  return `${days} ${hours.from}–${hours.to === latest ? "24:00" : hours.to}, ${hours.zone}`;
}
