import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCalendar } from "./read-calendar";

const now = new Date("2026-11-23T09:00:00Z");
const read = (text: string, more: Partial<Parameters<typeof readCalendar>[1]> = {}) =>
  readCalendar(text, { zone: "Europe/Berlin", now, isLate: () => false, ...more });
const ics = (...lines: string[]) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR"].join("\r\n");
const event = (...lines: string[]) => ics("BEGIN:VEVENT", "UID:1", "SUMMARY:It", ...lines, "END:VEVENT");
const eventsOf = (text: string) => {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.events.map(({ during }) => `${during.start.toISOString()}/${during.end.toISOString()}`);
};
const faultOf = (text: string) => {
  const result = read(text);
  return result.ok ? undefined : result.faults[0];
};

describe("times of a calendar", () => {
  it("takes whole days as days of the calendar's zone, 25 hours long where the clock goes back", () => {
    expect(eventsOf(event("DTSTART;VALUE=DATE:20261025"))).toEqual([
      "2026-10-24T22:00:00.000Z/2026-10-25T23:00:00.000Z",
    ]);
    expect(eventsOf(event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"))).toEqual([
      "2026-12-23T23:00:00.000Z/2026-12-26T23:00:00.000Z",
    ]);
  });

  it("keeps a weekly time on the wall of its zone over a clock change, and leaves out what is left out", () => {
    const lines = [
      "DTSTART;TZID=America/New_York:20261026T090000",
      "DURATION:PT1H",
      "RRULE:FREQ=WEEKLY;COUNT=3",
      "EXDATE;TZID=America/New_York:20261109T090000",
    ];
    expect(eventsOf(event(...lines))).toEqual([
      "2026-10-26T13:00:00.000Z/2026-10-26T14:00:00.000Z",
      "2026-11-02T14:00:00.000Z/2026-11-02T15:00:00.000Z",
    ]);
  });

  it("puts a moved date of a series in place of the one it was, and drops a cancelled one", () => {
    const series = [
      "BEGIN:VEVENT",
      "UID:s",
      "SUMMARY:S",
      "DTSTART:20261201T080000Z",
      "DTEND:20261201T090000Z",
      "RRULE:FREQ=DAILY;COUNT=3",
      "END:VEVENT",
    ];
    const moved = [
      "BEGIN:VEVENT",
      "UID:s",
      "SUMMARY:S",
      "RECURRENCE-ID:20261202T080000Z",
      "DTSTART:20261202T120000Z",
      "DTEND:20261202T130000Z",
      "END:VEVENT",
    ];
    const cancelled = [
      "BEGIN:VEVENT",
      "UID:s",
      "SUMMARY:S",
      "STATUS:CANCELLED",
      "RECURRENCE-ID:20261203T080000Z",
      "DTSTART:20261203T080000Z",
      "DTEND:20261203T090000Z",
      "END:VEVENT",
    ];
    expect(eventsOf(ics(...series, ...moved, ...cancelled))).toEqual([
      "2026-12-01T08:00:00.000Z/2026-12-01T09:00:00.000Z",
      "2026-12-02T12:00:00.000Z/2026-12-02T13:00:00.000Z",
    ]);
  });

  it("translates a Windows zone name, and says so", () => {
    const result = read(event('DTSTART;TZID="W. Europe Standard Time":20261224T100000', "DURATION:PT1H"));
    expect(result).toMatchObject({
      ok: true,
      events: [{ during: { start: new Date("2026-12-24T09:00:00Z") } }],
      notes: ['The time zone "W. Europe Standard Time" is read as Europe/Berlin.'],
    });
  });

  it("lets start and end stand in different zones", () => {
    expect(
      eventsOf(event("DTSTART;TZID=Europe/Berlin:20261224T100000", "DTEND;TZID=America/New_York:20261224T060000")),
    ).toEqual(["2026-12-24T09:00:00.000Z/2026-12-24T11:00:00.000Z"]);
  });

  it("tells events that last no time, and leaves them out", () => {
    expect(read(event("DTSTART:20261224T100000Z"))).toMatchObject({
      ok: true,
      events: [],
      notes: [expect.stringContaining("lasts no time")],
    });
  });
});

describe("a broken calendar is refused with the line and the reason:", () => {
  it.each([
    ["an impossible day", event("DTSTART;VALUE=DATE:20190938"), 5, '"20190938" is no day'],
    ["no time at all", event("DTSTART:tomorrow"), 5, "is no day or time"],
    ["no DTSTART", event(), 2, "without DTSTART"],
    ["an end before its start", event("DTSTART:20261224T100000Z", "DTEND:20261224T090000Z"), 6, "lies before DTSTART"],
    ["a negative duration", event("DTSTART:20261224T100000Z", "DURATION:-PT1H"), 6, "negative"],
    ["an unknown zone", event("DTSTART;TZID=Middle/Earth:20261224T100000"), 5, '"Middle/Earth" is unknown'],
    [
      "a rule that ticks",
      event("DTSTART:20261224T100000Z", "DURATION:PT1M", "RRULE:FREQ=SECONDLY"),
      7,
      "finer than a day",
    ],
    ["a rule that is none", event("DTSTART:20261224T100000Z", "DURATION:PT1M", "RRULE:every day"), 7, "NAME=VALUE"],
    ["a line that says nothing", event("DTSTART:20261224T100000Z", "hello"), 6, "is no line of a calendar"],
    [
      "a file that ends too early",
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224T100000Z",
      3,
      "ends before VEVENT, which begins in line 2",
    ],
    ["a crossed end", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", 3, "closes what begins in line 2 as VEVENT"],
    ["a web page", "<!DOCTYPE html>\n<html>", 1, "a web page"],
    ["nothing", "", 1, "empty"],
    ["the NUL character", event("DTSTART;VALUE=DATE:20261224", "DESCRIPTION:a\u0000b"), 6, "NUL"],
  ])("%s", (_, text, line, reason) => {
    expect(faultOf(text)).toEqual({ line, reason: expect.stringContaining(reason) });
  });

  it("counts folded lines as the file has them", () => {
    const folded = [
      "BEGIN:VCALENDAR",
      "BEGIN:VEVENT",
      "SUMMARY:a",
      " b",
      " c",
      "DTSTART:2026",
      "END:VEVENT",
      "END:VCALENDAR",
    ].join("\n");
    expect(faultOf(folded)).toMatchObject({ line: 6 });
  });
});

describe("a calendar made to keep us busy", () => {
  it("with a rule of a hundred years gives the years that are planned", () => {
    expect(eventsOf(event("DTSTART;VALUE=DATE:19261224", "RRULE:FREQ=YEARLY;COUNT=200"))).toHaveLength(3);
  });

  it("stops where its time is over", () => {
    const events = Array.from({ length: 50 }, (_, index) => [
      "BEGIN:VEVENT",
      `UID:${index}`,
      "DTSTART;VALUE=DATE:20261224",
      "END:VEVENT",
    ]).flat();
    let asked = 0;
    expect(read(ics(...events), { isLate: () => ++asked > 10 })).toMatchObject({
      ok: false,
      faults: [{ reason: expect.stringContaining("takes too long") }],
    });
    expect(asked).toBe(11);
  });

  it("nested without end is refused", () => {
    expect(faultOf("BEGIN:VCALENDAR\n".repeat(100))).toMatchObject({ line: 11, reason: "It is nested too deeply." });
  });
});

/* Calendars as programs really write them; beside the repository, and not shipped with it. */
const folder = fileURLToPath(new URL("../../../shared/data/ics/", import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write(`skipped: published calendars, ${folder} is absent\n`);
const files = there
  ? readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".ics"))
  : [];

describe.runIf(there)("published calendars", () => {
  it("are all there", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it.each(files)("%s is read, or refused with line and reason", (name) => {
    for (const at of ["2012-06-01T00:00:00Z", "2026-11-23T09:00:00Z"]) {
      const result = read(readFileSync(`${folder}${name}`, "utf8"), { now: new Date(at) });
      if (result.ok) expect(result.events.every(({ during }) => during.start < during.end)).toBe(true);
      else expect(result.faults.every(({ line, reason }) => line > 0 && reason.length > 10)).toBe(true);
    }
  });
});
