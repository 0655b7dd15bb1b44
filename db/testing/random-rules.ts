import fc from "fast-check";
import type { Opening, TimeRule } from "@/lib/time/recurrence";
import { weekdayCodes } from "@/lib/time/rrule";

const days = fc.uniqueArray(fc.constantFrom(...weekdayCodes), { minLength: 1, maxLength: 5 });
const hours = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
const rrules = fc.oneof(
  days.map((list) => `FREQ=WEEKLY;BYDAY=${list.join(",")}`),
  fc
    .tuple(days, hours)
    .map(([list, times]) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${list.join(",")};BYHOUR=${times.join(",")}`),
  hours.map((times) => `FREQ=DAILY;BYHOUR=${times.join(",")}`),
  fc.constantFrom("FREQ=MONTHLY;BYMONTHDAY=28,-1", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU"),
);

/** Rules of many kinds, in zones whose clocks change on other days; some start in an hour that a clock change takes or gives twice. */
export const randomRules: fc.Arbitrary<TimeRule> = fc
  .record({
    zone: fc.constantFrom("Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kolkata"),
    localStart: fc.constantFrom("2026-11-20T02:30", "2026-12-01T00:00", "2027-03-01T22:15"),
    durationMinutes: fc.constantFrom(30, 60, 90, 480, 1_440),
    rrule: rrules,
  })
  .map((rule) => ({ ...rule, exdates: [], rdates: [] }));

/** Instants of the horizon at which an answer may change (the edges of openings), and somewhere in between. */
export function tellingInstants(
  openings: readonly Opening[],
  picks: readonly number[],
  horizon: { start: Date; end: Date },
): Date[] {
  return picks.flatMap((pick) => {
    const { during } = openings[pick % openings.length] ?? { during: horizon };
    const edges = [during.start.getTime(), during.end.getTime()];
    const inside = during.start.getTime() + (pick % 7_200_000);
    return [...edges, ...edges.map((edge) => edge - 1), inside]
      .map((ms) => new Date(ms))
      .filter((at) => at >= horizon.start && at < horizon.end);
  });
}
