import { describe, expect, it } from "vitest";
import { everyStopInWords, milestoneStations, placeStations } from "./departure-stations";
import { placeDepartures } from "./timeline-lanes";
import type { DepartureRow, LineStation } from "./train-data";

const at = (text: string) => new Date(`2026-${text}:00Z`);
const times = {
  boarding: at("11-10T09:00"),
  cutoff: at("11-20T17:00"),
  qa_exit: at("11-23T15:00"),
  go_no_go: at("11-24T09:00"),
  departure: at("11-24T10:00"),
  arrival: at("11-24T14:00"),
};
const departure = (change: object = {}) =>
  ({
    id: "one",
    train: { id: "t", name: "App", zone: "UTC" },
    at: times,
    status: "boarding",
    outcome: null,
    departedAt: null,
    arrivedAt: null,
    next: { milestone: "cutoff", at: times.cutoff },
    ...change,
  }) as DepartureRow;
const states = (row: DepartureRow) => milestoneStations(row, at("11-19T17:00")).map(({ state }) => state);

describe("the milestones of a departure as a line", () => {
  it("are behind it up to the next one, which says how long it is until then", () => {
    expect(states(departure())).toEqual(["done", "ahead", "ahead", "ahead", "ahead", "ahead"]);
    expect(milestoneStations(departure(), at("11-19T17:00"))[1]?.detail).toBe("Fri 20 Nov 17:00 UTC, in 1 d");
  });

  it("stop at a held departure, which says that it floats", () => {
    const held = departure({ status: "held", next: { milestone: "departure", at: times.departure } });
    expect(states(held)).toEqual(["done", "done", "done", "done", "now", "ahead"]);
  });

  it("tell when it really left, and that it failed", () => {
    const failed = departure({
      status: "arrived",
      outcome: "failed",
      next: null,
      departedAt: at("11-24T12:10"),
      arrivedAt: at("11-24T13:00"),
    });
    const line = milestoneStations(failed, at("11-25T00:00"));
    expect(line.at(-1)).toMatchObject({ state: "failed", detail: "Tue 24 Nov 13:00 UTC" });
    expect(line.at(-2)).toMatchObject({ state: "done", detail: "Tue 24 Nov 12:10 UTC" });
  });

  it("lie ahead for one that does not take place", () => {
    expect(new Set(states(departure({ status: "cancelled", next: null })))).toEqual(new Set(["ahead"]));
  });
});

describe("the stations of a departure", () => {
  const station = (name: string, wave: number, state: LineStation["state"], stops: string[]) =>
    ({
      environment: { id: name, name },
      wave,
      state,
      stops: stops.map((stop) => ({ serviceName: "web", state: stop })),
    }) as LineStation;

  it("have a number where an environment has several waves, and say how much has arrived", () => {
    const stations = [
      station("Staging", 1, "passed", ["arrived"]),
      station("Production", 1, "here", ["arrived", "running"]),
      station("Production", 2, "ahead", ["waiting"]),
    ];
    const line = { stations, onFailure: "stop" as const, hereIndex: 1 };
    expect(placeStations({ line }).map(({ label, state, detail }) => [label, state, detail])).toEqual([
      ["Staging", "done", "1 of 1 arrived"],
      ["Production 1", "now", "1 of 2 arrived"],
      ["Production 2", "ahead", "web"],
    ]);
  });

  it("say of all stops together how many have arrived, and how many never will", () => {
    const stations = [
      station("Staging", 1, "passed", ["arrived", "failed"]),
      station("Production", 1, "here", ["waiting", "stays"]),
    ];
    expect(everyStopInWords({ stations })).toBe("Every stop: 1 of 4 arrived, 1 failed, 1 stays");
    expect(everyStopInWords({ stations: stations.slice(1) })).toBe("Every stop: 0 of 2 arrived, 1 stays");
  });
});

it("a timeline puts departures that overlap beside each other, and those that do not into one lane", () => {
  const later = (days: number, id: string) =>
    departure({
      id,
      at: Object.fromEntries(
        Object.entries(times).map(([name, time]) => [name, new Date(time.getTime() + days * 86_400_000)]),
      ),
    });
  const range = { start: at("11-01T00:00"), end: at("12-31T00:00") };
  const placed = placeDepartures([later(30, "third"), departure(), later(7, "second")], range);
  expect(placed.map(({ departure: { id }, lane }) => [id, lane])).toEqual([
    ["one", 0],
    ["second", 1],
    ["third", 0],
  ]);
  expect(placeDepartures([later(400, "far")], range)).toEqual([]);
  for (const { left, width } of placed) expect(left + width).toBeLessThanOrEqual(1);
});
