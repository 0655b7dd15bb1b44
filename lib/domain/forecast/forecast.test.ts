import { describe, expect, it } from "vitest";
import { chanceBy } from "./chance-by";
import { type ForecastQuestion, forecast } from "./forecast";
import type { PastRound } from "./history";
import type { Place } from "./places";
import { bounceChances, poolFor, sortCases } from "./pools";
import { rhythmBetween, rhythmOf } from "./rhythm";

const now = new Date("2026-11-24T08:00:00Z");
const hour = 3_600_000;
const hoursLater = (hours: number) => new Date(now.getTime() + hours * hour);
/** Work at every hour alike: minutes of rhythm are minutes of the clock. */
const steady = rhythmOf(Array.from({ length: 168 * 60 }, (_, n) => hoursLater(n - 168 * 60)));

function round(serviceId: string, waiting: number, testing: number, bounced = false): PastRound {
  return {
    serviceId,
    teamId: "payments",
    round: 1,
    waiting,
    testing,
    bounced,
    rework: bounced ? 600 : null,
    at: hoursLater(-48),
  };
}

const slot = (from: number, to: number, isBooked = false): Place => ({
  key: `${from}`,
  label: "Production",
  at: hoursLater(from),
  readyBy: hoursLater(to),
  isBooked,
});

function ask(change: Partial<ForecastQuestion> = {}): ForecastQuestion {
  return {
    now,
    rhythm: steady,
    history: { rounds: Array.from({ length: 60 }, () => round("checkout", 60, 120)), approvals: [], makings: [] },
    releases: [
      {
        releaseId: "r",
        serviceId: "checkout",
        teamId: "payments",
        phase: "waiting",
        round: 1,
        since: now,
        needsApproval: false,
      },
    ],
    load: new Map(),
    timetable: new Map([["r", [slot(6, 7, true), slot(30, 34)]]]),
    draws: 2_000,
    ...change,
  };
}

const one = (question: ForecastQuestion, seed = 1) => {
  const [result] = forecast(question, seed);
  if (result === undefined) throw new Error("nothing was forecast");
  return result;
};

describe("the forecast of a release", () => {
  it("gives the same answer for the same question and seed", () => {
    expect(one(ask())).toEqual(one(ask()));
  });

  it("leaves in its booked slot what is ready before, and never earlier than the slot", () => {
    const { booked, p50 } = one(ask());
    expect(booked?.chance).toBeGreaterThan(0.85);
    expect(p50).toEqual(hoursLater(6));
  });

  it("lands in the next opening what misses its slot", () => {
    const history = {
      rounds: Array.from({ length: 60 }, () => round("checkout", 600, 600)),
      approvals: [],
      makings: [],
    };
    const { booked, lands, p85, waitsFor } = one(ask({ history }));
    expect(booked?.chance).toBeLessThan(0.05);
    expect(lands[0]).toMatchObject({ key: "30" });
    expect(p85 >= hoursLater(30)).toBe(true);
    expect(["waiting", "testing"]).toContain(waitsFor?.phase);
  });

  it("keeps P50, P85 and P95 in order and its bars adding up to everything", () => {
    const rounds = Array.from({ length: 40 }, (_, n) => round("checkout", 30 * n, 20 * n, n % 3 === 0));
    const { p50, p85, p95, bars } = one(ask({ history: { rounds, approvals: [], makings: [] } }));
    expect(p50 <= p85 && p85 <= p95).toBe(true);
    expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
  });

  it.each([1, 255, 256, 257, 1000])("counts each of %i draws once, however many walk side by side", (draws) => {
    const { rounds } = ask().history;
    const rounds3 = rounds.map((each, n) => ({ ...each, bounced: n % 3 === 0, rework: n % 3 === 0 ? 600 : null }));
    const answer = one(ask({ draws, history: { rounds: rounds3, approvals: [], makings: [] } }));
    expect(answer.bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const elsewhere = answer.lands.reduce((sum, { share }) => sum + share, 0);
    expect((answer.booked?.chance ?? 0) + elsewhere + answer.beyond).toBeCloseTo(1, 9);
  });

  it("expects more of what has lasted longer: the past that was shorter is out", () => {
    const rounds = Array.from({ length: 80 }, (_, n) => round("checkout", 10, n < 70 ? 60 : 3_000));
    const history = { rounds, approvals: [], makings: [] };
    const testing = {
      ...ask().releases[0],
      phase: "testing" as const,
      releaseId: "r",
      serviceId: "checkout",
      teamId: "payments",
      round: 1,
      needsApproval: false,
    };
    const timetable = new Map();
    const fresh = one(ask({ history, timetable, releases: [{ ...testing, since: now }] }));
    const old = one(ask({ history, timetable, releases: [{ ...testing, since: hoursLater(-10) }] }));
    expect(old.p50 > fresh.p50).toBe(true);
  });

  it("says from whom it borrows when its own history is thin", () => {
    const rounds = [...Array.from({ length: 20 }, () => round("ledger", 60, 60)), round("checkout", 60, 60)];
    expect(one(ask({ history: { rounds, approvals: [], makings: [] } })).basedOn).toMatchObject({
      own: 1,
      team: 21,
      borrowed: "team",
    });
  });

  it("answers without any history and without any place", () => {
    const empty = { rounds: [], approvals: [], makings: [] };
    const { p95, basedOn } = one(ask({ history: empty, timetable: new Map() }));
    expect(p95.getTime()).toBeGreaterThanOrEqual(now.getTime());
    expect(basedOn).toMatchObject({ own: 0, borrowed: "all" });
  });
});

describe("pools", () => {
  it("shrink towards everybody's history: few own cases do not outvote many", () => {
    const cases = [
      ...Array.from({ length: 200 }, () => ({ serviceId: "b", teamId: "t", minutes: 100, at: now })),
      { serviceId: "a", teamId: "s", minutes: 5_000, at: now },
    ];
    const pool = poolFor(sortCases(cases, now), { serviceId: "a", teamId: "s" });
    expect(pool.filter((minutes) => minutes === 5_000).length / pool.length).toBeLessThan(0.25);
  });

  it("never rule a bounce out, nor promise one", () => {
    const history = { rounds: Array.from({ length: 500 }, () => round("checkout", 1, 1)), approvals: [], makings: [] };
    for (const chance of bounceChances(history)({ serviceId: "checkout", teamId: "payments" })) {
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(0.5);
    }
  });
});

describe("the weekly rhythm", () => {
  const atWork = rhythmOf(
    Array.from({ length: 500 }, (_, n) => new Date(Date.UTC(2026, 9, 5 + 7 * (n % 6) + (n % 5), 8 + (n % 9)))),
  );
  it("lets hardly any time pass over a weekend, and a week's worth over a week", () => {
    const friday = new Date("2026-11-20T19:00:00Z");
    expect(rhythmBetween(atWork, friday, new Date("2026-11-23T06:00:00Z"))).toBeLessThan(500);
    expect(rhythmBetween(atWork, friday, new Date("2026-11-27T19:00:00Z"))).toBeCloseTo(7 * 1440, 3);
  });
});

it("reads the chance of a date between the twentieths", () => {
  const twentieths = Array.from({ length: 19 }, (_, n) => hoursLater(n + 1));
  expect(chanceBy(twentieths, hoursLater(10))).toBeCloseTo(0.5, 5);
  expect(chanceBy(twentieths, hoursLater(0))).toBeLessThan(0.05);
  expect(chanceBy(twentieths, hoursLater(100))).toBeGreaterThan(0.95);
});
