import fc from "fast-check";
import { expect, it } from "vitest";
import { weekdayCodes } from "@/lib/time/rrule";
import { dayOffPolicies, milestones, type TrainRule, type WorkingCalendar } from "./train-milestones";
import { planTrain } from "./train-plan";

const dayMs = 86_400_000;
const dates = fc.date({ min: new Date("2027-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
const date = (at: Date) => at.toISOString().slice(0, 10);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30", "45"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);

const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
  weekdays: fc.uniqueArray(fc.constantFrom(...weekdayCodes), { minLength: 1, maxLength: 7 }),
  holidays: fc.uniqueArray(dates.map(date), { maxLength: 20 }),
});

const rules: fc.Arbitrary<TrainRule> = fc
  .record({
    start: dates,
    time: times,
    zone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC"),
    rrule: fc.constantFrom(
      "FREQ=DAILY",
      "FREQ=WEEKLY",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
      "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
    ),
    durationMinutes: fc.integer({ min: 1, max: 3000 }),
    back: fc.array(fc.record({ workingDays: fc.integer({ min: 0, max: 15 }), at: times }), {
      minLength: 4,
      maxLength: 4,
    }),
    onDayOff: fc.constantFrom(...dayOffPolicies),
  })
  .map(({ start, time, back, ...rule }) => {
    const [boarding, cutoff, qa_exit, go_no_go] = back.toSorted(
      (a, b) => b.workingDays - a.workingDays || a.at.localeCompare(b.at),
    ) as [(typeof back)[0], (typeof back)[0], (typeof back)[0], (typeof back)[0]];
    const localStart = `${date(start)}T${time}`;
    return { ...rule, localStart, exdates: [], rdates: [], milestones: { boarding, cutoff, qa_exit, go_no_go } };
  });

const ranges = fc
  .tuple(dates, fc.integer({ min: 1, max: 90 }))
  .map(([start, days]) => ({ start, end: new Date(start.getTime() + days * dayMs) }));

it("never puts a milestone after the one that follows it, whatever the clocks and the holidays do", () => {
  fc.assert(
    fc.property(rules, calendars, ranges, (rule, calendar, range) => {
      for (const { at } of planTrain(rule, calendar, range).departures) {
        const inOrder = milestones.map((name) => at[name].getTime());
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
        expect(at.arrival.getTime()).toBeGreaterThan(at.departure.getTime());
      }
    }),
    { numRuns: 60 },
  );
});

it("gives each departure the same milestones whichever range it is asked for", () => {
  fc.assert(
    fc.property(rules, calendars, ranges, (rule, calendar, range) => {
      const larger = {
        start: new Date(range.start.getTime() - 40 * dayMs),
        end: new Date(range.end.getTime() + 40 * dayMs),
      };
      const restricted = planTrain(rule, calendar, larger, 5000).departures.filter(
        ({ at }) => at.departure >= range.start && at.departure < range.end,
      );
      expect(planTrain(rule, calendar, range, 5000).departures).toEqual(restricted);
    }),
    { numRuns: 60 },
  );
});

it("never has two departures at one instant, and only a kept one leaves on a day off", () => {
  fc.assert(
    fc.property(rules, calendars, ranges, (rule, calendar, range) => {
      const { departures } = planTrain(rule, calendar, range);
      const instants = departures.map(({ at }) => at.departure.getTime());
      expect(new Set(instants).size).toBe(instants.length);
      if (rule.onDayOff === "keep") return;
      for (const { localStart } of departures) {
        expect(calendar.holidays).not.toContain(localStart.slice(0, 10));
        const weekday = weekdayCodes[(new Date(`${localStart.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7];
        expect(calendar.weekdays).toContain(weekday);
      }
    }),
    { numRuns: 60 },
  );
});
