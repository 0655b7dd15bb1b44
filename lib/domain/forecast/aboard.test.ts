import { describe, expect, it } from "vitest";
import { type ForecastQuestion, forecast } from "./forecast";
import type { DepartureTerms, Place } from "./places";
import { rhythmOf } from "./rhythm";

const now = new Date("2026-11-24T08:00:00Z");
const hour = 3_600_000;
const hoursLater = (hours: number) => new Date(now.getTime() + hours * hour);
/** Work at every hour alike: minutes of rhythm are minutes of the clock. */
const steady = rhythmOf(Array.from({ length: 168 * 60 }, (_, n) => hoursLater(n - 168 * 60)));

/** A departure with QA exit at one hour from now, that leaves at another and has arrived at a third. */
function departure(
  key: string,
  [qaExit, departs, arrives]: readonly [number, number, number],
  next: Partial<Omit<DepartureTerms, "acceptedBy">> = {},
): Place {
  return {
    key,
    label: "Weekly",
    at: hoursLater(departs),
    readyBy: hoursLater(arrives),
    isBooked: key === "own",
    departure: { acceptedBy: hoursLater(qaExit), ifNotAccepted: null, ifNotReady: null, ...next },
  };
}

type Past = { testing: readonly number[]; signing: readonly number[] };

/** A build in test, with so many minutes of past testing and signing; nothing is ever sent back for long. */
function ask({ testing, signing }: Past, places: readonly Place[], more: Partial<ForecastQuestion> = {}) {
  const of = { serviceId: "checkout", teamId: "payments", at: hoursLater(-48) };
  const question: ForecastQuestion = {
    now,
    rhythm: steady,
    history: {
      rounds: testing.map((minutes) => {
        return { ...of, round: 1, waiting: 0, testing: minutes, bounced: false, rework: null };
      }),
      approvals: signing.map((minutes) => ({ ...of, minutes })),
      makings: [],
    },
    releases: [
      {
        releaseId: "r",
        serviceId: "checkout",
        teamId: "payments",
        phase: "testing",
        round: 1,
        since: now,
        needsApproval: true,
      },
    ],
    load: new Map(),
    timetable: new Map([["r", places]]),
    draws: 2_000,
    ...more,
  };
  const [result] = forecast(question, 1);
  if (result === undefined) throw new Error("nothing was forecast");
  return result;
}

const many = (minutes: number) => Array.from({ length: 60 }, () => minutes);
const approving = (needsApproval: boolean, since = now): Partial<ForecastQuestion> => ({
  releases: [
    {
      releaseId: "r",
      serviceId: "checkout",
      teamId: "payments",
      phase: "approving",
      round: 1,
      since,
      needsApproval,
    },
  ],
});

describe("the forecast of a release aboard a train", () => {
  const quickTest = { testing: many(120), signing: many(10 * 60) };

  it("does not miss QA exit for signatures that come after it: they have until the departure has arrived", () => {
    const { booked, p50 } = ask(quickTest, [departure("own", [6, 20, 24])]);
    expect(booked).toMatchObject({ by: "departure", key: "own", readyBy: hoursLater(24) });
    expect(booked?.chance).toBeGreaterThan(0.85);
    expect(p50).toEqual(hoursLater(20));
  });

  it("misses it for signatures that are not there when it has arrived, and blames those", () => {
    const own = departure("own", [6, 8, 9], { ifNotAccepted: "b", ifNotReady: "c" });
    const { booked, waitsFor, lands } = ask(quickTest, [
      own,
      departure("b", [20, 30, 34]),
      departure("c", [40, 48, 50]),
    ]);
    expect(booked?.chance).toBeLessThan(0.05);
    expect(waitsFor?.phase).toBe("approving");
    expect(lands[0]?.key).toBe("c");
  });

  it("misses QA exit with what QA accepts later, however early before the departure, and blames no signatures", () => {
    const { booked, waitsFor } = ask({ testing: many(120), signing: many(600) }, [departure("own", [1, 20, 24])]);
    expect(booked?.chance).toBeLessThan(0.05);
    expect(waitsFor?.phase).toBe("testing");
  });

  it("goes where its train moves it: what was not accepted to one departure, what was not signed to another", () => {
    const own = departure("own", [6, 20, 24], { ifNotAccepted: "b", ifNotReady: "c" });
    const rest = [departure("b", [40, 48, 50]), departure("c", [60, 72, 76])];
    const late = ask({ testing: many(12 * 60), signing: many(5) }, [own, ...rest]);
    expect(late.lands[0]).toMatchObject({ key: "b", at: hoursLater(48) });
    expect(late.lands[0]?.share).toBeGreaterThan(0.85);
    expect(late.p50).toEqual(hoursLater(48));
    const unsigned = ask({ testing: many(60), signing: many(30 * 60) }, [own, ...rest]);
    expect(unsigned.lands[0]).toMatchObject({ key: "c", at: hoursLater(72) });
    expect(unsigned.p50).toEqual(hoursLater(72));
  });

  it("comes to no departure that its train does not move it to", () => {
    const { lands, beyond } = ask({ testing: many(12 * 60), signing: many(5) }, [
      departure("own", [6, 20, 24]),
      departure("b", [40, 48, 50]),
    ]);
    expect(lands).toEqual([]);
    expect(beyond).toBeGreaterThan(0.85);
  });

  it("is on time when it is accepted and signed, though QA exit has passed", () => {
    const signed = ask(quickTest, [departure("own", [-2, 20, 24])], approving(false)).booked;
    expect(signed).toMatchObject({ by: "departure", at: hoursLater(20), readyBy: hoursLater(24) });
    expect(signed?.chance).toBeGreaterThan(0.95);
    // Between departure and arrival its slots open as soon as it is signed.
    const unsigned = ask({ ...quickTest, signing: many(120) }, [departure("own", [-9, -1, 3])], approving(true));
    expect(unsigned.booked?.chance).toBeGreaterThan(0.85);
    expect(unsigned.p50).toEqual(hoursLater(2));
  });

  it("leaves with no departure that is cancelled before it can go", () => {
    const cancelled = { ...departure("own", [6, 20, 24], { ifNotReady: "b" }), readyBy: hoursLater(19) };
    const { booked, lands } = ask(quickTest, [cancelled, departure("b", [40, 48, 50])]);
    expect(booked?.chance).toBeLessThan(0.01);
    expect(lands).toEqual([expect.objectContaining({ key: "b" })]);
  });

  it("gives the same answer for the same seed, and every draw lands once", () => {
    const spread = Array.from({ length: 60 }, (_, n) => 20 * n);
    const own = departure("own", [6, 20, 24], { ifNotAccepted: "b", ifNotReady: "c" });
    const places = [own, departure("b", [40, 48, 50]), departure("c", [40, 60, 64])];
    const once = ask({ testing: spread, signing: spread }, places);
    expect(ask({ testing: spread, signing: spread }, places)).toEqual(once);
    expect(once.lands.map(({ key }) => key)).toEqual(["b", "c"]);
    expect(once.bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
    const landed = once.lands.reduce((sum, { share }) => sum + share, 0);
    expect((once.booked?.chance ?? 0) + landed + once.beyond).toBeCloseTo(1, 1);
  });
});
