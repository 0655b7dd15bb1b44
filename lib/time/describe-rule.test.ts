import { expect, it } from "vitest";
import { describeRule } from "./describe-rule";

const core = { localStart: "2026-11-24T06:00", zone: "Europe/Berlin", durationMinutes: 360 };

it.each([
  [null, {}, "once on 24 November 2026, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=TU,TH", {}, "every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=TH,TU", {}, "every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY", {}, "every Tuesday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;INTERVAL=2", {}, "every second Tuesday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;INTERVAL=7;BYDAY=MO", {}, "every 7th Monday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", {}, "every weekday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO", {}, "every second week on Monday and Friday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR", {}, "every third week on weekdays, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", {}, "every week on every day of the week, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY", {}, "every day, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY;INTERVAL=2", {}, "every second day, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY", { localStart: "2026-11-24T22:00", durationMinutes: 480 }, "every day, 22:00–06:00, Europe/Berlin"],
  ["FREQ=DAILY", { localStart: "2026-11-24T00:00", durationMinutes: 1440 }, "every day, all day, Europe/Berlin"],
  ["FREQ=DAILY", { localStart: "2026-11-24T18:00" }, "every day, 18:00–24:00, Europe/Berlin"],
  [
    "FREQ=WEEKLY;BYDAY=FR",
    { localStart: "2026-11-27T23:00", durationMinutes: 3360 },
    "every Friday, 23:00–07:00 (3 days later), Europe/Berlin",
  ],
  ["FREQ=WEEKLY", { durationMinutes: 1800 }, "every Tuesday, 06:00–12:00 (1 day later), Europe/Berlin"],
  [
    "FREQ=DAILY;BYHOUR=6,15;BYMINUTE=30",
    { durationMinutes: 60 },
    "every day, 06:30–07:30 and 15:30–16:30, Europe/Berlin",
  ],
  ["FREQ=DAILY;BYHOUR=1,2,3,4,5", { durationMinutes: 10 }, "every day, 5 times a day for 10 min, Europe/Berlin"],
  ["FREQ=DAILY;BYHOUR=1,3,5,7,9", { durationMinutes: 90 }, "every day, 5 times a day for 1 h 30 min, Europe/Berlin"],
  ["FREQ=MONTHLY", {}, "every month on the 24th, 06:00–12:00, Europe/Berlin"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", {}, "every month on the last day, 06:00–12:00, Europe/Berlin"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,-1", {}, "every month on the 1st and last, 06:00–12:00, Europe/Berlin"],
  ["FREQ=MONTHLY;BYDAY=1TU", {}, "every month on the first Tuesday, 06:00–12:00, Europe/Berlin"],
  [
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=-2TU",
    {},
    "every third month on the second to last Tuesday, 06:00–12:00, Europe/Berlin",
  ],
  [
    "FREQ=MONTHLY;BYDAY=-1FR,2MO",
    {},
    "every month on the second Monday and the last Friday, 06:00–12:00, Europe/Berlin",
  ],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", {}, "every month on the last weekday, 06:00–12:00, Europe/Berlin"],
  [
    "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1,-1",
    {},
    "every month on the first and last of its Tuesdays and Thursdays, 06:00–12:00, Europe/Berlin",
  ],
  [
    "FREQ=MONTHLY;BYMONTHDAY=1,15;BYSETPOS=-1",
    {},
    "every month on the last of the 1st and 15th, 06:00–12:00, Europe/Berlin",
  ],
  ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", {}, "every month on Friday the 13th, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY", {}, "every year on 24 November, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14", {}, "every year on 14 March, 06:00–12:00, Europe/Berlin"],
  [
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2TU",
    {},
    "every second year on the second Tuesday in March, 06:00–12:00, Europe/Berlin",
  ],
  ["FREQ=YEARLY;BYMONTH=3,9;BYDAY=MO", {}, "every year on Monday in March and September, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=13,22", {}, "every year on 13 and 22 December, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYYEARDAY=100", {}, "every year on the 100th day of the year, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", {}, "every year on Monday in week 20, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYWEEKNO=20", {}, "every year in week 20, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY;COUNT=3", {}, "every day, 06:00–12:00, Europe/Berlin, 3 times"],
  ["FREQ=DAILY;UNTIL=20261231", {}, "every day, 06:00–12:00, Europe/Berlin, until 31 December 2026"],
  ["FREQ=DAILY;UNTIL=20261231T120000Z", {}, "every day, 06:00–12:00, Europe/Berlin, until 31 December 2026 12:00 UTC"],
  ["FREQ=HOURLY", {}, "FREQ=HOURLY, Europe/Berlin"],
  [
    "FREQ=WEEKLY",
    { exdates: ["2026-12-29T06:00", "2026-12-22T06:00"], rdates: ["2026-12-23T06:00"] },
    "every Tuesday, 06:00–12:00, Europe/Berlin, except on 22 December 2026 and 29 December 2026, and also on 23 December 2026",
  ],
  [
    "FREQ=DAILY",
    { exdates: ["2026-12-24T06:00", "2026-12-25T06:00", "2026-12-26T06:00", "2026-12-27T06:00"] },
    "every day, 06:00–12:00, Europe/Berlin, except on 4 dates",
  ],
])("%s %j reads: %s", (rrule, change, words) => {
  expect(describeRule({ ...core, ...change, rrule })).toBe(words);
});
