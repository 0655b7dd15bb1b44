import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { csvRows } from "./csv-rows";
import { readTimetable } from "./timetable-file";
import { planTimetable, type TimetableReading } from "./timetable-plan";
import { milestones, standardMilestones, type WorkingCalendar } from "./train-milestones";

/*
 * Timetables that other projects published. They lie beside the repository (`../shared/data`), are not shipped with it, and are
 * skipped with a line where that folder is absent.
 */
const data = fileURLToPath(new URL("../../../shared/data/calendars/", import.meta.url));
const there = existsSync(data);
if (!there) process.stderr.write(`skipped: published timetables, ${data} is absent\n`);
const read = (path: string) => readFileSync(`${data}${path}`, "utf8");

const reading: TimetableReading = {
  zone: "UTC",
  durationMinutes: 240,
  milestones: standardMilestones,
  leavesAt: "10:00",
};
const calendar: WorkingCalendar = { weekdays: ["MO", "TU", "WE", "TH", "FR"], holidays: [] };
const planOf = (text: string) => {
  const { format, entries, faults } = readTimetable(text);
  const plan = planTimetable(entries, reading, calendar);
  return { format, trains: plan.trains, faults: [...faults, ...plan.faults] };
};

describe.runIf(there)("published timetables", () => {
  it("of Node.js: every phase of every version", () => {
    const schedule = JSON.parse(read("nodejs/schedule.json")) as Record<string, Record<string, string>>;
    const { format, trains, faults } = planOf(read("nodejs/schedule.json"));
    expect([format, faults]).toEqual(["node", []]);
    const dates = Object.values(schedule).flatMap(({ codename, ...phases }) => Object.values(phases));
    expect(trains.flatMap(({ departures }) => departures)).toHaveLength(dates.length);
    const starts = trains.find(({ name }) => name === "Node.js start")?.departures;
    expect(starts?.find(({ label }) => label === "v8")?.localStart).toBe("2017-05-30T10:00");
  });

  it("of Chromium: milestones with branch, beta and stable, overlapping", () => {
    const { format, trains, faults } = planOf(read("chromium/milestones-M141-143.json"));
    expect([format, faults]).toEqual(["chromium", []]);
    const departures = trains[0]?.departures ?? [];
    expect(departures.map(({ label }) => label)).toEqual(["M141", "M142", "M143"]);
    expect(departures[0]?.at.cutoff).toEqual(new Date("2025-09-01T17:00:00Z"));
    expect(departures[0]?.at.departure).toEqual(new Date("2025-09-30T10:00:00Z"));
    // The next one is cut off before this one leaves.
    expect(departures[1]?.at.cutoff.getTime()).toBeLessThan(departures[0]?.at.departure.getTime() ?? 0);
    for (const { at } of departures) {
      const inOrder = milestones.map((name) => at[name].getTime());
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
    }
  });

  it("of endoflife.date: 464 products, 8,351 cycles, none lost", () => {
    const { format, trains, faults } = planOf(read("endoflife/products.json"));
    expect([format, faults]).toEqual(["endoflife", []]);
    expect(trains).toHaveLength(464);
    expect(trains.flatMap(({ departures }) => departures)).toHaveLength(8351);
    for (const { departures } of trains)
      expect(new Set(departures.map(({ localStart }) => localStart)).size).toBe(departures.length);
  });

  it("of Python, as CSV: every plan as it was first made but the one that does not exist", () => {
    const rows = csvRows(read("python/pep-schedule-slips.csv")).slice(1);
    const csv = rows.map(({ cells }) => `Python ${cells[0]},${cells[1]},departure,${cells[3]}`).join("\n");
    const { trains, faults } = planOf(`train,departure,milestone,at\n${csv}\n`);
    const impossible = rows.findIndex(({ cells }) => cells[3] === "2019-09-38");
    expect(faults).toEqual([{ where: `line ${impossible + 2}`, message: '"2019-09-38" is no date that exists.' }]);
    expect(trains.flatMap(({ departures }) => departures)).toHaveLength(rows.length - 1);
  });
});
