import { describe, expect, it } from "vitest";
import { timesProblem } from "./draft-times";
import { draftOf, newRuleDraft, type RepeatKind, ruleOf, type TimeRuleFields } from "./rule-draft";

const rule = (rrule: string | null) => ({
  zone: "Europe/Berlin",
  localStart: "2026-11-24T06:00",
  durationMinutes: 370,
  rrule,
});

describe("a rule in the editor", () => {
  it.each<[RepeatKind, string | null]>([
    ["once", null],
    ["daily", "FREQ=DAILY"],
    ["daily", "FREQ=DAILY;INTERVAL=2"],
    ["daily", "FREQ=DAILY;UNTIL=20271224"],
    ["daily", "FREQ=DAILY;COUNT=3"],
    ["daily", "FREQ=DAILY;BYHOUR=6,14;BYMINUTE=0"],
    ["daily", "FREQ=DAILY;BYHOUR=6,14"],
    ["daily", "FREQ=DAILY;BYHOUR=6,14;BYMINUTE=0,30"],
    ["weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    ["weekly", "FREQ=WEEKLY;BYDAY=TU,TH"],
    ["weekly", "FREQ=WEEKLY;BYDAY=TH,TU"],
    ["weekly", "freq=weekly;byday=tu"],
    ["weekly", "FREQ=WEEKLY"],
    ["weekly", "FREQ=WEEKLY;COUNT=3"],
    ["weekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR"],
    ["weekly", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;UNTIL=20270101"],
    ["weekly", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20271224T120000Z"],
    ["monthly_day", "FREQ=MONTHLY;BYMONTHDAY=-1"],
    ["monthly_day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"],
    ["monthly_position", "FREQ=MONTHLY;BYDAY=2TU"],
    ["monthly_position", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20280101"],
    ["monthly_position", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
    ["yearly_day", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14"],
    ["yearly_position", "FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=4TH"],
    ["custom", "FREQ=MONTHLY"],
    ["custom", "FREQ=YEARLY"],
    ["custom", "FREQ=DAILY;BYMONTH=1"],
    ["custom", "FREQ=DAILY;BYHOUR=15,18"],
    ["custom", "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=-1"],
    ["custom", "FREQ=MONTHLY;BYMONTHDAY=1,15"],
    ["custom", "FREQ=WEEKLY;BYDAY=MO;WKST=SU"],
    ["custom", "no rule at all"],
  ])("as %s comes out as it went in: %s", (repeat, rrule) => {
    const draft = draftOf(rule(rrule));
    expect(draft.repeat).toBe(repeat);
    expect(ruleOf(draft)).toEqual(rule(rrule));
  });

  it("keeps an exact end as long as its day is left alone", () => {
    const draft = draftOf(rule("FREQ=DAILY;UNTIL=20271224T120000Z"));
    expect(draft).toMatchObject({ ends: "on", lastDay: "2027-12-24" });
    expect(ruleOf({ ...draft, lastDay: "2027-12-31" })?.rrule).toBe("FREQ=DAILY;UNTIL=20271231");
    expect(ruleOf({ ...draft, ends: "never" })?.rrule).toBe("FREQ=DAILY");
  });

  it("opens several times a day when times are added, from the earliest on", () => {
    const draft = { ...draftOf(rule("FREQ=DAILY")), startTime: "13:30", moreTimes: ["09:30", "17:30", ""] };
    expect(ruleOf(draft)).toMatchObject({
      localStart: "2026-11-24T09:30",
      rrule: "FREQ=DAILY;BYHOUR=9,13,17",
    });
    expect(draftOf(ruleOf(draft) as TimeRuleFields)).toMatchObject({
      startTime: "09:30",
      moreTimes: ["13:30", "17:30"],
    });
  });

  it("is no rule while its times would mean others besides", () => {
    const draft = { ...draftOf(rule("FREQ=DAILY")), moreTimes: ["13:30"] };
    expect(ruleOf(draft)).toBeUndefined();
    expect(timesProblem(draft)).toContain("share their minute");
  });

  it("is no rule before it has its first day and its time", () => {
    expect(ruleOf(newRuleDraft("", "UTC"))).toBeUndefined();
    expect(ruleOf({ ...newRuleDraft("2026-11-24", "UTC"), startTime: "" })).toBeUndefined();
    expect(ruleOf(newRuleDraft("2026-02-30", "UTC"))).toBeUndefined();
  });

  it("writes the days of a week in their order, however they were pressed", () => {
    const draft = newRuleDraft("2026-11-24", "UTC");
    expect(ruleOf({ ...draft, weekdays: ["FR", "MO"] })?.rrule).toBe("FREQ=WEEKLY;BYDAY=MO,FR");
  });
});
