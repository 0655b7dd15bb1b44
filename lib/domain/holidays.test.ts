import { expect, it } from "vitest";
import { holidaysOf } from "./holidays";

const at = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });

it("takes every day of an all-day event, in the calendar's own zone", () => {
  expect(
    holidaysOf([
      { during: at("2026-12-24T23:00:00Z", "2026-12-26T23:00:00Z"), zone: "Europe/Berlin", allDay: true },
      { during: at("2026-07-04T04:00:00Z", "2026-07-05T04:00:00Z"), zone: "America/New_York", allDay: true },
    ]),
  ).toEqual(["2026-07-04", "2026-12-25", "2026-12-26"]);
});

it("takes no meeting for a holiday, and no season for days off without end", () => {
  expect(
    holidaysOf([{ during: at("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"), zone: "UTC", allDay: false }]),
  ).toEqual([]);
  expect(
    holidaysOf([{ during: at("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), zone: "UTC", allDay: true }]),
  ).toHaveLength(62);
});
