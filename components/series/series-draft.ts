import { weekdayCodes } from "@/lib/time/rrule";
import { wallTimeMs } from "@/lib/time/wall-time";

/** The ways to book again and again. The day of the week, or of the month, is that of the first date. */
export const seriesRepeats = ["weekly", "every_second_week", "weekdays", "daily", "monthly"] as const;
export type SeriesRepeat = (typeof seriesRepeats)[number];

export const repeatWords: Readonly<Record<SeriesRepeat, string>> = {
  weekly: "Every week",
  every_second_week: "Every second week",
  weekdays: "Every weekday (Monday to Friday)",
  daily: "Every day",
  monthly: "Every month, on the same weekday of it",
};

/** A recurring booking while it is filled in. */
export type SeriesDraft = {
  name: string;
  environmentId: string;
  teamId: string;
  zone: string;
  /** `2026-11-24` */
  firstDay: string;
  /** `09:00` */
  time: string;
  minutes: number;
  repeat: SeriesRepeat;
  times: number;
};

const dayMs = 86_400_000;

/** The RRULE that the draft says; undefined while it has no first day. */
export function rruleOfSeries({ firstDay, repeat, times }: SeriesDraft): string | undefined {
  const midnight = wallTimeMs(`${firstDay}T00:00`);
  if (midnight === undefined) return undefined;
  const day = new Date(midnight);
  const weekday = weekdayCodes[(day.getUTCDay() + 6) % 7];
  const count = `COUNT=${times}`;
  switch (repeat) {
    case "weekly":
      return `FREQ=WEEKLY;BYDAY=${weekday};${count}`;
    case "every_second_week":
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday};${count}`;
    case "weekdays":
      return `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;${count}`;
    case "daily":
      return `FREQ=DAILY;${count}`;
    case "monthly": {
      const isLast = new Date(midnight + 7 * dayMs).getUTCMonth() !== day.getUTCMonth();
      const position = isLast ? -1 : Math.ceil(day.getUTCDate() / 7);
      return `FREQ=MONTHLY;BYDAY=${position}${weekday};${count}`;
    }
  }
}
