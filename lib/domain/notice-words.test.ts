import { describe, expect, it } from "vitest";
import { noticeInWords } from "./notice-words";

describe("a notice in words", () => {
  it.each([
    [
      "ticket_moved",
      {
        release: "ledger 4.2.0",
        from: "Tuesday train 24 Nov",
        to: "Tuesday train 1 Dec",
        reason: "QA had not accepted it by QA exit.",
        departsAt: "2026-12-01T09:00:00.000Z",
      },
      "ledger 4.2.0 moved from Tuesday train 24 Nov to Tuesday train 1 Dec",
      "QA had not accepted it by QA exit. Tuesday train 1 Dec departs Tue 1 Dec 10:00 CET.",
    ],
    [
      "build_rejected",
      { build: "ledger 4.2.0 rc 2", by: "Quinn QA", reason: "Totals are wrong." },
      "ledger 4.2.0 rc 2 came back from QA",
      "Quinn QA: Totals are wrong.",
    ],
    [
      "build_offered",
      { build: "ledger 4.2.0 rc 3", until: null },
      "ledger 4.2.0 rc 3 is yours to test first",
      "You tested the build before it.",
    ],
    [
      "departure_soon",
      { departure: "Tuesday train", departsAt: "2026-11-24T09:00:00.000Z", releases: 1 },
      "Tuesday train departs Tue 24 Nov 10:00 CET",
      "1 release aboard.",
    ],
    [
      "departure_moved",
      {
        departure: "Tuesday train",
        from: "2026-11-24T09:00:00.000Z",
        to: "2026-11-25T11:30:00.000Z",
        by: "Rita Manager",
        reason: "The ledger closes on Tuesday.",
      },
      "Tuesday train departs Wed 25 Nov 12:30 CET now",
      "It was to depart Tue 24 Nov 10:00 CET. The ledger closes on Tuesday. Moved by Rita Manager.",
    ],
    [
      "departure_kept",
      {
        departure: "Tuesday train",
        departsAt: "2026-11-24T09:00:00.000Z",
        instead: "2026-11-26T09:00:00.000Z",
        by: "Rita Manager",
      },
      "Tuesday train departs Tue 24 Nov 10:00 CET all the same",
      "Its timetable was changed and has it no more. It has Thu 26 Nov 10:00 CET instead. Changed by Rita Manager.",
    ],
    [
      "odds_fell",
      { release: "ledger 4.2.0", aim: "its slot in Production", at: "2026-11-24T05:00:00.000Z", chancePercent: 38 },
      "ledger 4.2.0 will hardly make its slot in Production",
      "It is to leave Tue 24 Nov 06:00 CET. The chance is down to 38 %.",
    ],
  ])("says %s in the reader's zone", (kind, params, title, text) => {
    expect(noticeInWords(kind, params, "Europe/Berlin")).toMatchObject({ title, text });
  });

  it("shows a kind that it does not know by its name", () => {
    expect(noticeInWords("meteor_sighted", {}, "UTC").title).toBe("meteor sighted");
    expect(noticeInWords("toString", {}, "UTC").title).toBe("toString");
  });
});
