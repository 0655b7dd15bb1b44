import type { TimeRule } from "@/lib/time/recurrence";

const zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Sydney"];
const cadences = [
  "FREQ=WEEKLY;BYDAY=TU,TH",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
  "FREQ=DAILY",
  "FREQ=MONTHLY;BYDAY=1MO,3MO",
  "FREQ=MONTHLY;BYMONTHDAY=-1",
  "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=2TU",
];

/** The n-th of many rules that differ in what a rule can differ in: cadence, zone, time of day, length. The same in every run. */
export function ruleNumber(n: number): TimeRule {
  const hour = String((n * 5) % 24).padStart(2, "0");
  return {
    localStart: `2026-01-0${(n % 7) + 1}T${hour}:${n % 2 === 0 ? "00" : "30"}`,
    zone: zones[n % zones.length] ?? "UTC",
    durationMinutes: 60 + (n % 6) * 60,
    rrule: cadences[n % cadences.length] ?? null,
    exdates: [],
    rdates: [],
  };
}
