import { describe, expect, it } from "vitest";
import { describeRule } from "@/lib/time/describe-rule";
import { leaveOut, toggleDay } from "./picked-dates";
import { columnsOf, newWindowDraft, timeRuleOf, withCadence, withRule } from "./window-draft";

const slow = newWindowDraft("2026-11-24", "Europe/Berlin");
const said = (draft: typeof slow) => {
  const rule = timeRuleOf(draft);
  return rule && describeRule(rule);
};

describe("a window made for a cadence", () => {
  it("starts from sensible days, hours and booking", () => {
    expect(said(slow)).toBe("every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin");
    expect(said(withCadence(slow, "train"))).toBe("every Wednesday, 10:00–14:00, Europe/Berlin");
    const quick = withCadence(slow, "quick");
    expect(said(quick)).toBe("every weekday, 09:00–10:30, 11:00–12:30, 13:00–14:30 and 15:00–16:30, Europe/Berlin");
    expect(columnsOf(quick)).toMatchObject({
      cadence: "quick",
      leadMinutes: 0,
      granularityMinutes: 5,
      overrun: "finish",
    });
  });

  it("keeps its name, its teams and its zone when the cadence changes", () => {
    const named = { ...slow, name: "Core", teamIds: ["payments"] };
    const changed = withCadence(named, "quick");
    expect(changed).toMatchObject({ name: "Core", teamIds: ["payments"], rule: { zone: "Europe/Berlin" } });
    expect(withCadence(changed, "slow")).toEqual(named);
  });
});

describe("listed dates", () => {
  const listed = { ...slow, exdates: ["2026-12-24T06:00"], rdates: ["2026-12-28T06:00", "2026-12-29T20:00"] };

  it("go along with the hour of the rule, those at other hours stay", () => {
    const later = withRule(listed, { ...listed.rule, startTime: "07:30" });
    expect([later.exdates, later.rdates]).toEqual([["2026-12-24T07:30"], ["2026-12-28T07:30", "2026-12-29T20:00"]]);
    expect(withRule(listed, { ...listed.rule, hours: 2 }).exdates).toEqual(listed.exdates);
  });

  it("are picked from a calendar: out, in again, and besides", () => {
    const none = { exdates: [], rdates: [] };
    const starts = [{ start: "2026-12-24T06:00", state: "opens" as const }];
    const out = toggleDay(none, "2026-12-24", starts, "06:00");
    expect(out).toEqual({ exdates: ["2026-12-24T06:00"], rdates: [] });
    const excepted = [{ start: "2026-12-24T06:00", state: "excepted" as const }];
    expect(toggleDay(out, "2026-12-24", excepted, "06:00")).toEqual(none);
    const extra = toggleDay(none, "2026-12-25", starts, "06:00");
    expect(extra).toEqual({ exdates: [], rdates: ["2026-12-25T06:00"] });
    const added = [{ start: "2026-12-25T06:00", state: "extra" as const }];
    expect(toggleDay(extra, "2026-12-25", added, "06:00")).toEqual(none);
  });

  it("are picked from the preview: an extra date goes, any other opening is left out", () => {
    expect(leaveOut(listed, "2026-12-28T06:00").rdates).toEqual(["2026-12-29T20:00"]);
    expect(leaveOut(listed, "2026-12-22T06:00").exdates).toEqual(["2026-12-22T06:00", "2026-12-24T06:00"]);
  });
});
