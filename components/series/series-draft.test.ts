import { describe, expect, it } from "vitest";
import { rruleOfSeries, type SeriesDraft, seriesRepeats } from "./series-draft";

const draft: SeriesDraft = {
  name: "Tuesday release",
  environmentId: "e",
  teamId: "t",
  zone: "Europe/Berlin",
  firstDay: "2026-11-24",
  time: "09:00",
  minutes: 30,
  repeat: "weekly",
  times: 8,
};

describe("the rule of a recurring booking", () => {
  it("takes its weekday from the first date", () => {
    expect(seriesRepeats.map((repeat) => rruleOfSeries({ ...draft, repeat }))).toEqual([
      "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8",
      "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=8",
      "FREQ=DAILY;COUNT=8",
      "FREQ=MONTHLY;BYDAY=-1TU;COUNT=8",
    ]);
    expect(rruleOfSeries({ ...draft, repeat: "monthly", firstDay: "2026-11-10" })).toBe(
      "FREQ=MONTHLY;BYDAY=2TU;COUNT=8",
    );
    expect(rruleOfSeries({ ...draft, firstDay: "2026-11-29" })).toBe("FREQ=WEEKLY;BYDAY=SU;COUNT=8");
  });

  it("is none while there is no first day", () => {
    expect(rruleOfSeries({ ...draft, firstDay: "" })).toBeUndefined();
    expect(rruleOfSeries({ ...draft, firstDay: "2026-02-30" })).toBeUndefined();
  });
});
