import { describe, expect, it } from "vitest";
import type { ClosureRow, DepartureRow, TrainRow } from "@/lib/access/input/departures";
import { boardTime, inOrder, oldTime, oldTrainTime } from "./board-time";
import { closureWords } from "./departure-words";

const zone = "Europe/Berlin";
const at = (text: string) => new Date(`2026-${text}:00+01:00`);
const now = at("11-24T07:38");

describe("a time on the board", () => {
  it.each([
    ["11-24T08:00", "08:00"],
    ["11-24T06:00", "06:00"],
    ["11-25T06:30", "Wed 06:30"],
    ["11-30T06:00", "Mon 06:00"],
    ["12-08T10:00", "Tue 8 Dec 10:00"],
  ])("of %s is %s", (time, words) => {
    expect(boardTime(at(time), now, zone)).toBe(words);
  });

  it("is told in the zone of the board", () => {
    expect(boardTime(at("11-24T00:30"), now, "America/Chicago")).toBe("Mon 17:30");
  });
});

describe("a departure that was moved", () => {
  const moved = (from: string | null, to: string) =>
    ({
      during: { start: at(to), end: at("12-30T00:00") },
      movedFrom: from && { start: at(from), end: at(from) },
    }) as DepartureRow;

  it("shows its old time, with the day only where it is another one", () => {
    expect(oldTime(moved("11-25T06:30", "11-25T09:00"), now, zone)).toBe("06:30");
    expect(oldTime(moved("11-25T06:30", "11-26T06:30"), now, zone)).toBe("Wed 06:30");
  });

  it("shows none when only its length or lane changed", () => {
    expect(oldTime(moved("11-25T06:30", "11-25T06:30"), now, zone)).toBeUndefined();
    expect(oldTime(moved(null, "11-25T06:30"), now, zone)).toBeUndefined();
  });
});

const closure: ClosureRow = {
  freezeId: "f",
  name: "Thanksgiving freeze",
  grade: "closed",
  during: { start: at("11-26T00:00"), end: at("11-28T00:00") },
  zone,
  isPartial: false,
  stopsTheLine: false,
  environments: [],
  nextOpen: at("11-30T06:00"),
};

it("a freeze stands before what starts with it, and says when things move again", () => {
  const departure = { during: closure.during } as DepartureRow;
  expect(inOrder([departure], [closure]).map(({ kind }) => kind)).toEqual(["closure", "departure"]);
  expect(closureWords(closure, zone)).toBe(
    "Thu 26 Nov 00:00 – Sat 28 Nov 00:00 CET · Thanksgiving freeze · next opening Mon 30 Nov 06:00 CET",
  );
  const graded: ClosureRow = { ...closure, grade: "hotfix_only", isPartial: true, nextOpen: null };
  expect(closureWords(graded, zone)).toMatch(/· hotfixes only · some services$/);
});

it("puts a train among the slots, before those that leave with it, and tells its old time", () => {
  const train = {
    plannedAt: at("11-24T08:00"),
    departsAt: at("11-24T10:00"),
    departedAt: null,
    status: "held",
  } as TrainRow;
  const slot = { during: { start: at("11-24T10:00"), end: at("11-24T10:30") } } as DepartureRow;
  expect(inOrder([slot], [], [train]).map(({ kind }) => kind)).toEqual(["train", "departure"]);
  expect(oldTrainTime(train, now, zone)).toBe("08:00");
  expect(oldTrainTime({ ...train, departsAt: train.plannedAt }, now, zone)).toBeUndefined();
});
