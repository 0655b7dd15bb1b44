import { describe, expect, it } from "vitest";
import { draftOf, newRuleDraft, type RepeatKind, ruleOf } from "./rule-draft";

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
    ["daily", "FREQ=DAILY;UNTIL=20271224"],
    ["weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    ["weekly", "FREQ=WEEKLY;BYDAY=TU,TH"],
    ["weekly", "FREQ=WEEKLY"],
    ["weekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR"],
    ["weekly", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;UNTIL=20270101"],
    ["monthly_day", "FREQ=MONTHLY;BYMONTHDAY=-1"],
    ["monthly_day", "FREQ=MONTHLY;BYMONTHDAY=15"],
    ["monthly_position", "FREQ=MONTHLY;BYDAY=2TU"],
    ["monthly_position", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20280101"],
    ["custom", "FREQ=WEEKLY;BYDAY=TH,TU"],
    ["custom", "FREQ=DAILY;INTERVAL=2"],
    ["custom", "FREQ=DAILY;BYHOUR=6,14"],
    ["custom", "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=-1"],
    ["custom", "FREQ=MONTHLY;BYMONTHDAY=1,15"],
    ["custom", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20271224T120000Z"],
    ["custom", "FREQ=WEEKLY;BYDAY=MO;WKST=SU"],
    ["custom", "FREQ=WEEKLY;COUNT=3"],
    ["custom", "no rule at all"],
  ])("as %s comes out as it went in: %s", (repeat, rrule) => {
    const draft = draftOf(rule(rrule));
    expect(draft.repeat).toBe(repeat);
    expect(ruleOf(draft)).toEqual(rule(rrule));
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
