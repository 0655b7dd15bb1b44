import { describe, expect, it } from "vitest";
import { deliveriesByStep, deliveriesTable, type EndedDeployment, measuresOf, stayed } from "./deliveries";

const at = (text: string) => new Date(`2026-11-${text}Z`);
const range = { start: at("02T00:00:00"), end: at("16T00:00:00") };

const deployment = (id: string, endedAt: Date, more: Partial<EndedDeployment> = {}): EndedDeployment => ({
  id,
  name: `ledger ${id}`,
  serviceId: "ledger",
  arrived: true,
  endedAt,
  failedAt: null,
  rolledBackAt: null,
  firstBuildAt: new Date(endedAt.getTime() - 24 * 3_600_000),
  ...more,
});

describe("the four measures", () => {
  it("count what arrived a week, half-open at the end of the period", () => {
    const ended = [
      deployment("before", at("01T23:59:59")),
      deployment("first", at("02T00:00:00")),
      deployment("second", at("09T00:00:00")),
      deployment("after", at("16T00:00:00")),
    ];
    expect(measuresOf(ended, range)).toMatchObject({ deployments: 2, perWeek: 1, leadHours: 24, failureShare: 0 });
  });

  it("say nothing where there was nothing", () => {
    expect(measuresOf([], range)).toEqual({
      deployments: 0,
      perWeek: 0,
      leadHours: null,
      failureShare: null,
      failures: 0,
      restoreHours: null,
    });
  });

  it("take a failure that the next deployment of the service mended, however late it came", () => {
    const ended = [
      deployment("bad", at("15T20:00:00"), { arrived: false, failedAt: at("15T20:00:00") }),
      deployment("other service", at("15T21:00:00"), { serviceId: "cart" }),
      deployment("mended", at("16T02:00:00")),
    ];
    expect(measuresOf(ended, range)).toMatchObject({ deployments: 1, failureShare: 0.5, failures: 1, restoreHours: 6 });
  });

  it("take what arrived and was rolled back as arrived and as failed, restored when it was back", () => {
    const bad = { failedAt: at("03T10:00:00"), rolledBackAt: at("03T10:30:00") };
    const ended = [deployment("back", at("03T09:00:00"), bad), deployment("next", at("05T09:00:00"))];
    expect(measuresOf(ended, range)).toMatchObject({ deployments: 2, failureShare: 0.5, restoreHours: 0.5 });
  });

  it("do not count a failure as mended by another failure, or by what left before it", () => {
    const ended = [
      deployment("good before", at("03T09:00:00")),
      deployment("bad", at("04T09:00:00"), { arrived: false, failedAt: at("04T09:00:00") }),
      deployment("bad again", at("05T09:00:00"), { arrived: false, failedAt: at("05T09:00:00") }),
    ];
    expect(measuresOf(ended, range)).toMatchObject({ failures: 2, restoreHours: null });
  });
});

it("the steps of a period hold what ended in them, and nothing from outside", () => {
  const edges = [at("02T00:00:00"), at("09T00:00:00"), at("16T00:00:00")];
  const steps = deliveriesByStep(
    [
      deployment("out", at("01T00:00:00")),
      deployment("one", at("03T00:00:00")),
      deployment("two", at("10T00:00:00"), { arrived: false, failedAt: at("10T00:00:00") }),
      deployment("mended", at("10T06:00:00")),
    ],
    { edges },
  );
  expect(steps).toEqual([
    { at: edges[0], ended: 1, arrived: 1, failed: 0, leadHours: 24, restoreHours: null },
    { at: edges[1], ended: 2, arrived: 1, failed: 1, leadHours: 24, restoreHours: 6 },
  ]);
  // What never arrived takes nothing away from what arrived and did well.
  expect(steps.map(stayed)).toEqual([1, 1]);
  // The table behind the four measures holds all four.
  expect(deliveriesTable(steps).rows.map((row) => row.slice(1))).toEqual([
    [1, 1, 0, 0, 24, null],
    [1, 2, 1, 0.5, 24, 6],
  ]);
});
