import { expect, it } from "vitest";
import { describeRule } from "./describe-rule";

const core = { localStart: "2026-11-24T06:00", zone: "Europe/Berlin", durationMinutes: 360 };

it.each([
  [null, {}, "once on 24 November 2026, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=TU,TH", {}, "every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=TH,TU", {}, "every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY", {}, "every week on Tuesday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", {}, "every week on weekdays, 06:00–12:00, Europe/Berlin"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", {}, "every 2 weeks on Monday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY", {}, "every day, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY", { localStart: "2026-11-24T22:00", durationMinutes: 480 }, "every day, 22:00–06:00, Europe/Berlin"],
  ["FREQ=DAILY", { localStart: "2026-11-24T00:00", durationMinutes: 1440 }, "every day, all day, Europe/Berlin"],
  ["FREQ=DAILY", { localStart: "2026-11-24T18:00" }, "every day, 18:00–24:00, Europe/Berlin"],
  [
    "FREQ=WEEKLY;BYDAY=FR",
    { localStart: "2026-11-27T23:00", durationMinutes: 3360 },
    "every week on Friday, 23:00–07:00 (3 days later), Europe/Berlin",
  ],
  [
    "FREQ=DAILY;BYHOUR=6,15;BYMINUTE=30",
    { durationMinutes: 60 },
    "every day, 06:30–07:30 and 15:30–16:30, Europe/Berlin",
  ],
  ["FREQ=DAILY;BYHOUR=1,2,3,4,5", { durationMinutes: 10 }, "every day, 5 times a day for 10 min, Europe/Berlin"],
  ["FREQ=MONTHLY", {}, "every month on the 24th, 06:00–12:00, Europe/Berlin"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,-1", {}, "every month on the 1st and last, 06:00–12:00, Europe/Berlin"],
  ["FREQ=MONTHLY;BYDAY=1TU", {}, "every month on the 1st Tuesday, 06:00–12:00, Europe/Berlin"],
  ["FREQ=MONTHLY;BYDAY=-1FR,2MO", {}, "every month on the 2nd Monday and the last Friday, 06:00–12:00, Europe/Berlin"],
  [
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    {},
    "every month on the 2nd to last of weekdays, 06:00–12:00, Europe/Berlin",
  ],
  ["FREQ=YEARLY", {}, "every year on 24 November, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYMONTH=3,9;BYDAY=MO", {}, "every year on Monday in March and September, 06:00–12:00, Europe/Berlin"],
  [
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=13,22",
    {},
    "every year on the 13th and 22nd in December, 06:00–12:00, Europe/Berlin",
  ],
  ["FREQ=YEARLY;BYYEARDAY=100", {}, "every year on the 100th day of the year, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", {}, "every year on Monday in week 20, 06:00–12:00, Europe/Berlin"],
  ["FREQ=YEARLY;BYWEEKNO=20", {}, "every year in week 20, 06:00–12:00, Europe/Berlin"],
  ["FREQ=DAILY;COUNT=3", {}, "every day, 06:00–12:00, Europe/Berlin, 3 times"],
  ["FREQ=DAILY;UNTIL=20261231", {}, "every day, 06:00–12:00, Europe/Berlin, until 2026-12-31"],
  ["FREQ=DAILY;UNTIL=20261231T120000Z", {}, "every day, 06:00–12:00, Europe/Berlin, until 2026-12-31 12:00 UTC"],
  ["FREQ=HOURLY", {}, "FREQ=HOURLY, Europe/Berlin"],
])("%s %j reads: %s", (rrule, change, words) => {
  expect(describeRule({ ...core, ...change, rrule })).toBe(words);
});
