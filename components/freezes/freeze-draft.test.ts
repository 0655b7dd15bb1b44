import { describe, expect, it } from "vitest";
import { freezeDraftOf, freezeRuleOf, newFreezeDraft, withFreezeRule } from "./freeze-draft";

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
      };
      expect(freezeRuleOf(freezeDraftOf(rule))).toEqual(rule);
    },
  );

  it("keeps the days that are left out, which go along when it closes at another time", () => {
    const rule = { zone: "UTC", localStart: "2026-12-04T12:00", durationMinutes: 720, rrule: "FREQ=WEEKLY;BYDAY=FR" };
    const draft = freezeDraftOf({ ...rule, exdates: ["2026-12-18T12:00"] });
    expect(freezeRuleOf(draft)?.exdates).toEqual(["2026-12-18T12:00"]);
    const later = withFreezeRule(draft, { ...draft.rule, startTime: "14:00" });
    expect(freezeRuleOf(later)).toMatchObject({ localStart: "2026-12-04T14:00", exdates: ["2026-12-18T14:00"] });
    expect(freezeRuleOf({ ...draft, mode: "once" })?.exdates).toEqual([]);
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
