import { describe, expect, it } from "vitest";
import type { TimeRule } from "@/lib/time/recurrence";
import { decideFreezeRule, decideWindowRule } from "./window-rule";

const now = new Date("2026-11-21T09:00:00Z");
const core: TimeRule = {
  localStart: "2026-11-24T06:00",
  zone: "Europe/Berlin",
  durationMinutes: 360,
  rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
  exdates: [],
  rdates: [],
};

describe("saving a window's rule", () => {
  it("answers with its next openings", () => {
    const decided = decideWindowRule(core, now);
    expect(decided.ok && decided.value.preview.map((opening) => opening.originalLocalStart)).toEqual([
      "2026-11-24T06:00",
      "2026-11-26T06:00",
      "2026-12-01T06:00",
      "2026-12-03T06:00",
      "2026-12-08T06:00",
    ]);
  });

  it.each([
    [
      "a rule that never opens (case 5)",
      { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" },
      "window_never_opens",
      "rrule",
    ],
    [
      "one opening in the past (case 5)",
      { rrule: null, localStart: "2026-11-20T06:00" },
      "window_never_opens",
      "localStart",
    ],
    ["a day without an hour (case 5)", { localStart: "2026-11-24" }, "invalid_input", "localStart"],
    [
      "a rule that overlaps itself (case 4)",
      { rrule: "FREQ=DAILY", durationMinutes: 1441 },
      "window_overlaps_itself",
      "durationMinutes",
    ],
    ["a frequency finer than a day", { rrule: "FREQ=HOURLY" }, "invalid_input", "rrule"],
    ["an abbreviation for a zone", { zone: "CET" }, "invalid_input", "zone"],
    ["an opening of more than 31 days", { rrule: null, durationMinutes: 44_641 }, "invalid_input", "durationMinutes"],
  ])("refuses %s and names the field", (_, change, code, field) => {
    expect(decideWindowRule({ ...core, ...change }, now)).toMatchObject({ ok: false, refusal: { code, field } });
  });
});

it("shows the openings that are at fault", () => {
  const shown = (change: Partial<TimeRule>) => {
    const decided = decideWindowRule({ ...core, ...change }, now);
    return decided.ok ? [] : decided.refusal.rules.slice(1).map(({ name, reason }) => `${name}: ${reason}`);
  };
  expect(shown({ rrule: "FREQ=DAILY", durationMinutes: 1_500 })).toEqual([
    "2026-11-24 06:00: Open Tue 24 Nov 06:00 – Wed 25 Nov 07:00 CET.",
    "2026-11-25 06:00: Open Wed 25 Nov 06:00 – Thu 26 Nov 07:00 CET.",
  ]);
  expect(shown({ rrule: null, localStart: "2031-05-06T06:00" })).toEqual([
    "2031-05-06 06:00: Open Tue 6 May 06:00–12:00 CEST.",
  ]);
});

describe("saving a freeze's rule", () => {
  it("takes one that overlaps itself, and one that already began", () => {
    expect(decideFreezeRule({ ...core, rrule: "FREQ=DAILY", durationMinutes: 2880 }, now).ok).toBe(true);
    expect(
      decideFreezeRule({ ...core, rrule: null, localStart: "2026-11-20T00:00", durationMinutes: 20_160 }, now).ok,
    ).toBe(true);
  });

  it("refuses one that closes nothing any more", () => {
    expect(decideFreezeRule({ ...core, rrule: null, localStart: "2026-11-01T00:00" }, now)).toMatchObject({
      ok: false,
      refusal: { code: "window_never_opens" },
    });
  });
});
