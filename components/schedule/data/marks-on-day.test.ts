import { describe, expect, it } from "vitest";
import { rangeOf } from "@/components/schedule/testing/fixtures";
import { dayOf } from "@/lib/time/calendar";
import { marksOnDay } from "./marks-on-day";

const christmas = {
  title: "Christmas",
  allDay: true,
  during: rangeOf("2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"),
  zone: "Europe/Berlin",
};
const call = {
  title: "Call",
  allDay: false,
  during: rangeOf("2026-12-25T14:00:00Z", "2026-12-25T15:00:00Z"),
  zone: "UTC",
};
const titles = (date: string, zone: string) =>
  marksOnDay([christmas, call], dayOf(new Date(date), zone), zone).map(({ title }) => title);

describe("a mark that lasts a whole day", () => {
  it("is of that day of the calendar in every zone", () => {
    expect(titles("2026-12-25T12:00:00Z", "Europe/Berlin")).toEqual(["Christmas", "Call"]);
    expect(titles("2026-12-25T12:00:00Z", "America/Los_Angeles")).toEqual(["Christmas", "Call"]);
    expect(titles("2026-12-24T12:00:00Z", "America/Los_Angeles")).toEqual([]);
    expect(titles("2026-12-25T12:00:00Z", "Pacific/Auckland")).toEqual(["Call"]);
  });
});

it("a mark of some hours is of the day in which they lie for the reader", () => {
  expect(titles("2026-12-25T00:00:00Z", "Pacific/Auckland")).toEqual(["Christmas"]);
});
