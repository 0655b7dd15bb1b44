import { describe, expect, it } from "vitest";
import { parseRRule, writeRRule } from "./rrule";

describe("reading an RRULE", () => {
  it("gives its parts, in any case and order", () => {
    expect(parseRRule("byday=mo,-1fr;freq=monthly;interval=2;wkst=su;until=20271231T120000Z")).toEqual({
      ok: true,
      parts: {
        freq: "MONTHLY",
        interval: 2,
        byDay: [{ weekday: "MO" }, { ordinal: -1, weekday: "FR" }],
        weekStart: "SU",
        until: { kind: "instant", at: new Date("2027-12-31T12:00:00Z") },
      },
    });
  });

  it("takes numbers up to their bounds", () => {
    const text = "FREQ=MONTHLY;INTERVAL=1000;COUNT=10000;BYMONTHDAY=31,-31;BYMONTH=1,12;BYHOUR=0,23;BYMINUTE=0,59";
    expect(parseRRule(text).ok).toBe(true);
    expect(parseRRule("FREQ=YEARLY;BYYEARDAY=366,-366;BYWEEKNO=53,-53").ok).toBe(true);
  });

  it.each([
    ["FREQ=FOOBAR", "FREQ"],
    ["INTERVAL=2", "FREQ"],
    ["FREQ=DAILY;FREQ=WEEKLY", "FREQ"],
    ["FREQ=MINUTELY", "FREQ"],
    ["FREQ=DAILY;INTERVAL=0", "INTERVAL"],
    ["FREQ=DAILY;INTERVAL=1.5", "INTERVAL"],
    ["FREQ=DAILY;INTERVAL=1001", "INTERVAL"],
    ["FREQ=DAILY;COUNT=0", "COUNT"],
    ["FREQ=DAILY;COUNT=-1", "COUNT"],
    ["FREQ=DAILY;COUNT=1e3", "COUNT"],
    ["FREQ=DAILY;COUNT=3;UNTIL=20271231", "COUNT"],
    ["FREQ=DAILY;UNTIL=20270230", "UNTIL"],
    ["FREQ=DAILY;UNTIL=2027-12-31", "UNTIL"],
    ["FREQ=DAILY;BYHOUR=24", "BYHOUR"],
    ["FREQ=DAILY;BYHOUR=-1", "BYHOUR"],
    ["FREQ=DAILY;BYHOUR=1,,2", "BYHOUR"],
    ["FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"],
    ["FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY"],
    ["FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"],
    ["FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO"],
    ["FREQ=DAILY;BYYEARDAY=3", "BYYEARDAY"],
    ["FREQ=WEEKLY;BYDAY=1MO", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=0MO", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=54MO", "BYDAY"],
    ["FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO", "BYDAY"],
    ["FREQ=DAILY;BYSETPOS=1", "BYSETPOS"],
    ["FREQ=DAILY;WKST=XX", "WKST"],
    ["FREQ=DAILY;RSCALE=HEBREW", "RSCALE"],
    ["FREQ=DAILY;", "RRULE"],
    ["FREQ=DAILY;BYDAY", "RRULE"],
    ["FREQ=DAILY;BYDAY=MO=TU", "RRULE"],
    [`FREQ=DAILY;BYHOUR=${Array(300).fill("1").join(",")}`, "RRULE"],
    ["constructor=1;FREQ=DAILY", "CONSTRUCTOR"],
    ["__proto__=1;FREQ=DAILY", "__PROTO__"],
  ])("refuses %s because of %s", (text, part) => {
    expect(parseRRule(text)).toMatchObject({ ok: false, problem: { part } });
  });

  it.each([
    "FREQ=MONTHLY;INTERVAL=2;COUNT=3;BYDAY=1MO,-1FR;WKST=SU",
    "FREQ=DAILY;BYHOUR=6,15;BYMINUTE=0,30",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;BYSETPOS=1",
  ])("%s is written as it was read", (text) => {
    const parsed = parseRRule(text);
    expect(parsed.ok && writeRRule(parsed.parts).split(";").sort()).toEqual(text.split(";").sort());
  });
});
