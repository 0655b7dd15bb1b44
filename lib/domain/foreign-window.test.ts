import { describe, expect, it } from "vitest";
import { describeRule } from "@/lib/time/describe-rule";
import { previewForeignWindow } from "./foreign-preview";
import type { ForeignWindow } from "./foreign-window";

const now = new Date("2026-11-24T08:00:00Z");
const cron = (schedule: string, duration: string, more: Partial<ForeignWindow> = {}): ForeignWindow => ({
  name: "It",
  does: "closes",
  when: { form: "cron_duration", schedule, duration },
  zone: "UTC",
  comment: "",
  ...more,
});
const pair = (start: string, end: string): ForeignWindow => ({
  ...cron("", ""),
  when: { form: "cron_pair", start, end },
});

function shown(foreign: ForeignWindow) {
  const preview = previewForeignWindow(foreign, now);
  if (!preview.ok) throw new Error(preview.reason);
  const { rules, stretches, warnings } = preview.value;
  return {
    words: rules.map((rule) => describeRule(rule)),
    stretches: stretches.map(
      ({ start, end }) => `${start.toISOString().slice(0, 16)}/${end.toISOString().slice(0, 16)}`,
    ),
    warnings: warnings.join(" "),
  };
}
const refusal = (foreign: ForeignWindow) => {
  const preview = previewForeignWindow(foreign, now);
  return preview.ok ? undefined : preview.reason;
};

describe("cron with a duration", () => {
  it("takes a day of the month or a weekday, not both, in two rules that share no day", () => {
    const { stretches, warnings, words } = shown(cron("0 0 1-7 * 1", "24h", { comment: "first Monday of the month" }));
    expect(words).toHaveLength(2);
    expect(stretches.slice(0, 3)).toEqual([
      "2026-11-30T00:00/2026-12-08T00:00",
      "2026-12-14T00:00/2026-12-15T00:00",
      "2026-12-21T00:00/2026-12-22T00:00",
    ]);
    expect(warnings).toContain("Cron takes either, not both");
    expect(warnings).toContain("it speaks of Monday, but is closed on Tuesday");
  });

  it("with a * for the minute is one stretch, longer than its duration, and says so", () => {
    const { words, warnings } = shown(cron("* 2 * * *", "1h", { zone: "Europe/Berlin" }));
    expect(words).toEqual(["every day, 02:00–03:59, Europe/Berlin"]);
    expect(warnings).toContain("starts every minute of the hour 02:00");
  });

  it("that overlaps itself is one opening (case 4)", () => {
    const { words, warnings } = shown(cron("0 9,11 * * 1-5", "3h", { does: "opens" }));
    expect(words).toEqual(["every weekday, 09:00–14:00, UTC"]);
    expect(warnings).toContain("It overlaps itself");
  });

  it("goes over midnight and over the end of the week as one stretch", () => {
    expect(shown(cron("0 22 * * SAT,SUN", "26h")).words).toEqual(["every Saturday, 22:00–24:00 (2 days later), UTC"]);
  });

  it("keeps its wall clock over a clock change (case 6)", () => {
    const weekly = cron("0 15 * * 1", "1h", { zone: "America/Chicago", does: "opens" });
    const preview = previewForeignWindow(weekly, new Date("2025-03-01T00:00:00Z"));
    expect(preview.ok && preview.value.stretches.slice(0, 2).map(({ start }) => start.toISOString())).toEqual([
      "2025-03-03T21:00:00.000Z",
      "2025-03-10T20:00:00.000Z",
    ]);
  });

  it("without a zone is UTC and says so; a Windows name is translated and said", () => {
    expect(shown(cron("0 9 * * 1", "1h", { zone: null })).warnings).toContain("means UTC");
    expect(shown(cron("0 9 * * 1", "1h", { zone: "Romance Standard Time" })).warnings).toContain(
      '"Romance Standard Time" is read as Europe/Paris',
    );
    expect(shown(cron("CRON_TZ=Asia/Tokyo 0 9 * * 1", "1h")).words).toEqual(["every Monday, 09:00–10:00, Asia/Tokyo"]);
  });

  it.each([
    ["0 0 30 2 *", "1h", "never fires"],
    ["0 0 0 1 * *", "1h", "seconds or years"],
    ["0 25 * * *", "1h", 'The hour "25"'],
    ["0 9 * * 5-1", "1h", "ends before it begins"],
    ["0 9 L * *", "1h", "L, W or #"],
    ["0 9 * * 5#3", "1h", "L, W or #"],
    ["0 9 * * */0", "1h", "must be 1 or more"],
    ["@every 5m", "1h", "@every"],
    ["once a week", "1h", "five fields"],
    ["0 9 * * 1", "0s", "no duration"],
    ["0 9 * * 1", "-1h", "no duration"],
    ["0 9 * * 1", "1 hour", "no duration"],
    ["0 9 * * 1", "20s", "never"],
  ])("%j for %s is refused with the reason", (schedule, duration, reason) => {
    const foreign = cron(schedule, duration, { does: duration === "20s" ? "opens" : "closes" });
    expect(refusal(foreign)).toContain(duration === "20s" ? "no whole minute" : reason);
  });

  it("in an unknown zone is refused", () => {
    expect(refusal(cron("0 9 * * 1", "1h", { zone: "Middle/Earth" }))).toContain('"Middle/Earth" is not a time zone');
  });
});

describe("a start and an end in cron", () => {
  it("closes from each start to the next end, over the turn of the year", () => {
    expect(shown(pair("0 23 * * 5", "0 7 * * 1")).stretches[0]).toBe("2026-11-27T23:00/2026-11-30T07:00");
    expect(shown(pair("0 0 20 12 *", "0 0 2 1 *")).stretches[0]).toBe("2026-12-20T00:00/2027-01-02T00:00");
  });

  it("that are turned round close nearly always, and that is said", () => {
    expect(shown(pair("0 7 * * 1", "0 23 * * 0")).warnings).toContain("may be turned round");
  });

  it("starts once, however often it starts before its end", () => {
    const { stretches, warnings } = shown(pair("0 0 * 12 *", "0 0 2 1 *"));
    expect(stretches[0]).toBe("2026-12-01T00:00/2027-01-02T00:00");
    expect(warnings).toContain("starts again before it has ended");
  });

  it("whose distance changes from year to year is refused with the reason", () => {
    expect(refusal(pair("0 0 25 * *", "0 0 1 * *"))).toContain("25 February is longer in some years");
    expect(refusal(pair("0 0 30 2 *", "0 0 1 3 *"))).toContain("never closes");
  });
});

describe("what else is imported", () => {
  it("a rule whose first day it does not name says when it begins", () => {
    const foreign: ForeignWindow = {
      ...cron("", ""),
      does: "opens",
      when: {
        form: "rrule",
        start: "2026-11-24T03:00:00Z",
        end: "2026-11-24T07:00:00Z",
        rrule: "FREQ=WEEKLY;BYDAY=SU",
      },
    };
    expect(shown(foreign).warnings).toContain("Its first day is none that its rule names");
  });

  it.each([
    ["2019-09-38", "2019-10-01", "no day and time that exists"],
    ["2027-01-02", "2027-01-01", "ends before it begins"],
    ["2020-01-01", "2020-02-01", "in the past"],
    ["2027-01-01", "2028-06-01", "366 days"],
  ])("one stretch from %s to %s is refused with the reason", (start, end, reason) => {
    expect(refusal({ ...cron("", ""), when: { form: "once", start, end } })).toContain(reason);
  });
});

describe("a comment that says something else", () => {
  it.each([
    ["0 9 * * 6,0", "8h", "Block business hours", "never is closed on Monday"],
    ["0 9 * * 1-5", "8h", "weekend freeze", "never is closed on Saturday and Sunday"],
    ["0 21 * * *", "1h", "every night at 9am", "it speaks of 9am"],
    ["0 9 * * 1", "1h", "closed for 8 hours", "but lasts 1 h"],
    ["0 9 * * *", "1h", "once a week", "begins 7 times a week"],
    ["0 9 * * 1", "1h", "nightly", "it speaks of every day"],
  ])("%s for %s, %j, is told", (schedule, duration, comment, told) => {
    expect(shown(cron(schedule, duration, { comment })).warnings).toContain(told);
  });

  it.each([
    ["0 9 * * 1-5", "8h", "Business hours 9am to 5pm, Monday to Friday, 8h"],
    ["0 22 * * *", "1h", "Daily at 22:00 UTC for one hour"],
    ["0 0 * * 0", "24h", "Sundays, all day"],
    ["0 9 * * 1-5", "8h", "block deployments during business hours; manual override allowed"],
    ["0 2 * * 0", "4h", "see ticket 4711, version 1.2.3 of 2024-05-01"],
  ])("%s for %s, %j, is no contradiction", (schedule, duration, comment) => {
    expect(shown(cron(schedule, duration, { comment })).warnings).not.toContain("comment");
  });
});
