import { describe, expect, it } from "vitest";
import { isWorkingTime, type WorkingHours } from "./working-hours";

const berlin: WorkingHours = {
  zone: "Europe/Berlin",
  workStartMinute: 480,
  workEndMinute: 1080,
  workDays: [1, 2, 3, 4, 5],
};
const range = (start: string, end: string) => ({ start: new Date(`${start}:00Z`), end: new Date(`${end}:00Z`) });

describe("a team's working hours", () => {
  it("are on its own wall clock, both ends included", () => {
    expect(isWorkingTime(berlin, range("2026-11-24T07:00", "2026-11-24T17:00"))).toBe(true);
    expect(isWorkingTime(berlin, range("2026-11-24T06:45", "2026-11-24T08:00"))).toBe(false);
    expect(isWorkingTime(berlin, range("2026-11-24T16:30", "2026-11-24T17:15"))).toBe(false);
  });

  it("follow the clock change: 08:00 is an hour earlier in summer", () => {
    expect(isWorkingTime(berlin, range("2026-07-07T06:00", "2026-07-07T07:00"))).toBe(true);
    expect(isWorkingTime(berlin, range("2026-11-24T06:00", "2026-11-24T07:00"))).toBe(false);
  });

  it("are on its working days alone, by its own calendar", () => {
    expect(isWorkingTime(berlin, range("2026-11-28T09:00", "2026-11-28T10:00"))).toBe(false);
    const auckland = { ...berlin, zone: "Pacific/Auckland" };
    // Sunday evening in UTC is Monday morning there.
    expect(isWorkingTime(auckland, range("2026-11-22T20:00", "2026-11-22T21:00"))).toBe(true);
  });

  it("end at midnight at the latest, and that counts as the same day", () => {
    const late = { ...berlin, workStartMinute: 840, workEndMinute: 1440 };
    expect(isWorkingTime(late, range("2026-11-24T20:00", "2026-11-24T23:00"))).toBe(true);
    expect(isWorkingTime(late, range("2026-11-24T22:00", "2026-11-24T23:30"))).toBe(false);
  });

  it("are all hours for a team without a zone", () => {
    expect(isWorkingTime({ ...berlin, zone: null }, range("2026-11-28T00:00", "2026-11-30T00:00"))).toBe(true);
  });
});
