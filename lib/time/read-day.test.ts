import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDay } from "./read-day";

/** A Wednesday. */
const today = "2026-11-25";

describe("a day that somebody writes", () => {
  it.each([
    ["today", "2026-11-25"],
    ["Tomorrow", "2026-11-26"],
    ["yesterday", "2026-11-24"],
    ["2026-12-01", "2026-12-01"],
    ["12 Jan", "2027-01-12"],
    ["12th january", "2027-01-12"],
    ["Jan 12, 2026", "2026-01-12"],
    ["Tue 24 Nov", "2026-11-24"],
    ["1 nov", "2026-11-01"],
    ["24.12.", "2026-12-24"],
    ["24.12.27", "2027-12-24"],
    ["3/2", "2027-02-03"],
    ["wed", "2026-11-25"],
    ["mon", "2026-11-30"],
    ["friday", "2026-11-27"],
    ["next fri", "2026-12-04"],
    ["last monday", "2026-11-16"],
    ["week 1", "2027-01-04"],
    ["w48", "2026-11-23"],
    ["week 53 2026", "2026-12-28"],
    ["december", "2026-12-01"],
    ["feb 2028", "2028-02-01"],
    ["q1", "2027-01-01"],
    ["q3 2027", "2027-07-01"],
    ["in 3 weeks", "2026-12-16"],
    ["+10d", "2026-12-05"],
    ["2 days ago", "2026-11-23"],
    ["-1w", "2026-11-18"],
    ["next month", "2026-12-25"],
    ["in 3 months", "2027-02-25"],
  ])("%s is %s", (text, day) => expect(readDay(text, today)).toBe(day));

  it.each(["", "31 feb", "32.12.", "someday", "ma", "week 60", "2026-13-01", "q5", "12 foo", "0 jan"])(
    "%s is none",
    (text) => expect(readDay(text, today)).toBeUndefined(),
  );

  it("in a month that is too short for it is its last", () => {
    expect(readDay("in 1 month", "2026-01-31")).toBe("2026-02-28");
  });

  it("is found or not, but never breaks", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const day = readDay(text, today);
        if (day !== undefined) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});
