import { describe, expect, it } from "vitest";
import { merge } from "./range";
import { expandRule, type TimeRule } from "./recurrence";

/** The night in which Berlin goes from 02:00 to 03:00, in UTC. */
const night = { start: new Date("2026-03-29T00:00Z"), end: new Date("2026-03-29T04:00Z") };
const inBerlin = (times: string, durationMinutes: number): TimeRule => ({
  zone: "Europe/Berlin",
  localStart: "2026-03-01T00:00",
  durationMinutes,
  rrule: `FREQ=DAILY;${times}`,
  exdates: [],
  rdates: [],
});
const given = (rule: TimeRule) => {
  const { occurrences, leftOut } = expandRule(rule, night);
  const clock = (at: Date) => at.toISOString().slice(11, 16);
  const openings = occurrences.map(({ originalLocalStart, during }) =>
    [originalLocalStart.slice(11), clock(during.start), clock(during.end)].join(" "),
  );
  return [openings, leftOut.map((start) => start.slice(11))];
};

describe("an opening that the clock change pushes into others", () => {
  it("does not take place where another stands: hourly openings lose the hour that is lost", () => {
    expect(given(inBerlin("BYHOUR=1,2,3,4", 60))).toEqual([
      ["01:00 00:00 01:00", "03:00 01:00 02:00", "04:00 02:00 03:00"],
      ["02:00"],
    ]);
  });

  it("keeps what the others leave of it", () => {
    expect(given(inBerlin("BYHOUR=2,3;BYMINUTE=0,30", 30))).toEqual([
      ["03:00 01:00 01:30", "03:30 01:30 02:00"],
      ["02:00", "02:30"],
    ]);
    // 02:00 becomes 03:00 and has an hour until 04:00 begins, instead of ninety minutes.
    expect(given(inBerlin("BYHOUR=2,4", 90))).toEqual([["02:00 01:00 02:00", "04:00 02:00 03:30"], []]);
  });

  it("ends where the next begins when only its end falls into the gap", () => {
    expect(given(inBerlin("BYHOUR=1,3", 90))).toEqual([["01:00 00:00 01:00", "03:00 01:00 02:30"], []]);
  });

  it("stays whole where nothing follows it", () => {
    expect(given(inBerlin("BYHOUR=2", 60))).toEqual([["02:00 01:00 02:00"], []]);
  });

  it("leaves no hole: all openings together are open as long as the hours of the day last", () => {
    const allDay = inBerlin("BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23", 60);
    const week = { start: new Date("2026-03-26T00:00Z"), end: new Date("2026-04-02T00:00Z") };
    expect(merge(expandRule(allDay, week).occurrences.map(({ during }) => during))).toHaveLength(1);
  });

  it("is left as it is where openings overlap on the wall clock too: closed twice is closed", () => {
    const { occurrences } = expandRule(inBerlin("BYHOUR=1,2", 180), night);
    expect(occurrences.map(({ during }) => during.end.toISOString().slice(11, 16))).toContain("04:00");
  });
});
