import { describe, expect, it } from "vitest";
import {
  extraTimeOf,
  freezeDraftOf,
  freezeRuleOf,
  hasPickedDays,
  newFreezeDraft,
  withFreezeRule,
} from "./freeze-draft";

describe("a freeze in the editor", () => {
  it.each([null, "FREQ=WEEKLY;BYDAY=FR", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"])(
    "comes out as it went in: %s",
    (rrule) => {
      const rule = {
        zone: "Europe/Berlin",
        localStart: "2026-12-20T18:30",
        durationMinutes: 20_000,
        rrule,
        exdates: [],
        rdates: ["2027-01-02T18:30"],
      };
      expect(freezeRuleOf(freezeDraftOf(rule))).toEqual(rule);
    },
  );

  it("keeps the days that are left out and those that are added, which go along when it closes at another time", () => {
    const rule = { zone: "UTC", localStart: "2026-12-04T12:00", durationMinutes: 720, rrule: "FREQ=WEEKLY;BYDAY=FR" };
    const draft = freezeDraftOf({ ...rule, exdates: ["2026-12-18T12:00"], rdates: ["2026-12-22T12:00"] });
    expect(freezeRuleOf(draft)).toMatchObject({ exdates: ["2026-12-18T12:00"], rdates: ["2026-12-22T12:00"] });
    const later = withFreezeRule(draft, { ...draft.rule, startTime: "14:00" });
    expect(freezeRuleOf(later)).toMatchObject({
      localStart: "2026-12-04T14:00",
      exdates: ["2026-12-18T14:00"],
      rdates: ["2026-12-22T14:00"],
    });
    expect(freezeRuleOf({ ...draft, mode: "once" })).toMatchObject({ exdates: [], rdates: ["2026-12-22T12:00"] });
  });

  it("closes on an added day at the hour at which it closes otherwise; of one that closes once, days that were added are shown", () => {
    const once = newFreezeDraft("2026-12-20", "UTC");
    expect([hasPickedDays(once), extraTimeOf({ ...once, from: "2026-12-20T18:00" })]).toEqual([false, "18:00"]);
    expect(hasPickedDays({ ...once, rdates: ["2026-12-24T18:00"] })).toBe(true);
    const recurring = { ...once, mode: "recurring" as const };
    expect([hasPickedDays(recurring), extraTimeOf(recurring)]).toEqual([true, "12:00"]);
  });

  it("lasts by the wall clock, so that a day with a clock change is still a day", () => {
    const draft = newFreezeDraft("2027-03-28", "Europe/Berlin");
    expect(freezeRuleOf(draft)).toMatchObject({ localStart: "2027-03-28T00:00", durationMinutes: 1_440 });
  });

  it("is no rule while its end is missing or not after its start", () => {
    const draft = newFreezeDraft("2026-12-20", "UTC");
    expect(freezeRuleOf({ ...draft, until: "" })).toBeUndefined();
    expect(freezeRuleOf({ ...draft, until: draft.from })).toBeUndefined();
  });
});
