import { describe, expect, it } from "vitest";
import type { DepartureRow, Week } from "@/lib/access/input/departures";
import { weekOf } from "@/lib/time/calendar";
import { agendaDays } from "./agenda-days";

const zone = "Europe/Berlin";
const at = (text: string) => new Date(`2026-11-${text}:00+01:00`);
const range = (start: string, end: string) => ({ start: at(start), end: at(end) });

const opening = (occurrenceId: string, start: string, end: string): Week["openings"][number] => ({
  occurrenceId,
  windowName: "Core",
  environmentName: "Production",
  during: range(start, end),
  zone,
  lanes: 2,
});
const departure = (slotId: string, occurrenceId: string | null, start: string, end: string) =>
  ({ slotId, occurrenceId, during: range(start, end) }) as DepartureRow;
const week = (more: Partial<Week>): Week => ({
  organisationName: "Northwind",
  environmentName: "Production",
  zone,
  week: weekOf(at("24T12:00"), zone),
  departures: [],
  closures: [],
  openings: [],
  ...more,
});
const placed = (shown: Week) =>
  agendaDays(shown).map(({ openings, anyTime }) => [
    openings.map((each) => [each.opening.occurrenceId, each.departures.map(({ slotId }) => slotId)]),
    anyTime.map(({ slotId }) => slotId),
  ]);
const nothing = [[], []];

describe("the week, day by day", () => {
  it("has seven days, Monday first", () => {
    expect(placed(week({}))).toEqual(Array.from({ length: 7 }, () => nothing));
  });

  it("puts a departure where its opening begins, also when it leaves after midnight", () => {
    const shown = week({
      openings: [opening("night", "24T22:00", "25T06:00")],
      departures: [
        departure("early", "night", "24T23:00", "24T23:30"),
        departure("late", "night", "25T02:00", "25T03:00"),
      ],
    });
    expect(placed(shown)[1]).toEqual([[["night", ["early", "late"]]], []]);
    expect(placed(shown)[2]).toEqual(nothing);
  });

  it("shows what began before the week on its Monday, once", () => {
    const shown = week({
      openings: [opening("sunday", "22T22:00", "23T06:00")],
      departures: [departure("through", "sunday", "22T23:00", "23T01:00")],
    });
    expect(placed(shown)[0]).toEqual([[["sunday", ["through"]]], []]);
    expect(placed(shown).slice(1)).toEqual(Array.from({ length: 6 }, () => nothing));
  });

  it("loses no departure whose opening is not shown", () => {
    const shown = week({
      departures: [
        departure("free", null, "26T10:00", "26T11:00"),
        departure("gone", "cancelled", "27T06:00", "27T07:00"),
      ],
    });
    expect(placed(shown)[3]).toEqual([[], ["free"]]);
    expect(placed(shown)[4]).toEqual([[], ["gone"]]);
  });

  it("shows a freeze on each day it touches, not on the day at whose midnight it ends", () => {
    const freeze: Week["closures"][number] = {
      freezeId: "f",
      name: "Freeze",
      grade: "closed",
      during: range("26T00:00", "28T00:00"),
      zone,
      isPartial: false,
      stopsTheLine: false,
      environments: [],
      nextOpen: null,
    };
    expect(agendaDays(week({ closures: [freeze] })).map(({ closures }) => closures.length)).toEqual([
      0, 0, 0, 1, 1, 0, 0,
    ]);
  });
});
