import { z } from "zod";
import { bookedBy } from "@/lib/domain/forecast/booked-by";
import { borrowers } from "@/lib/domain/forecast/borrowed";
import { horizons } from "@/lib/domain/forecast/calibration";
import { phases } from "@/lib/domain/forecast/phase";
import { whatIfs } from "@/lib/domain/forecast/what-if";
import { instant, requiredText, uuid } from "@/lib/fields";

const share = z.number();
export const releaseRef = z.strictObject({ releaseId: uuid });

export const whatIfInput = z.strictObject({ releaseId: uuid, change: z.enum(whatIfs) });
export type WhatIfInput = z.output<typeof whatIfInput>;

export const promiseInput = z.strictObject({
  releaseId: uuid,
  promisedFor: instant,
  /** To whom, in words: "the campaign team". */
  toWhom: requiredText(200),
});
export type PromiseInput = z.output<typeof promiseInput>;

export const verdictOutput = z.enum(["calibrated", "off", "unknown"]);

/** What the odds look like and what they stand on: said wherever a chance is, however small. */
export const oddsBasis = z.object({
  /** Of its service. */
  handovers: z.number(),
  borrowed: z.enum(borrowers),
  /** The share of the runs in each of at most twelve steps of the same length, the last with all that comes later. */
  bars: z.array(share),
  /** So many bars from the first on are on time. */
  barsOnTime: z.number(),
  /** Whether past forecasts have held as often as they said. */
  verdict: verdictOutput,
});
export type OddsBasis = z.output<typeof oddsBasis>;

/** The forecast in a chip: what a card, a slot or a board has room for. */
export const shortForecast = z.object({
  releaseId: uuid,
  slotId: uuid.nullable(),
  /** The departure of a train that it is aboard: the chance is to leave with it. From its cut-off on it has a slot too. */
  departureId: uuid.nullable(),
  chance: share.nullable(),
  p50: z.date(),
  p85: z.date(),
  ...oddsBasis.shape,
});
export type ShortForecast = z.output<typeof shortForecast>;

/** The odds that a departure leaves on time with everybody aboard, and on what they stand: the hand-overs of all services aboard. */
export const oddsOfDeparture = z.object({
  departureId: uuid,
  /** So many releases are still on their way to it. */
  releases: z.number(),
  chance: share,
  /** What if one less were aboard: the least likely one, and the chance without it. Null: nobody else is aboard, or it is not yours to see. */
  oneLess: z.object({ releaseId: uuid, name: z.string(), chance: share }).nullable(),
  basis: oddsBasis,
});
export type OddsOfDeparture = z.output<typeof oddsOfDeparture>;

export const fullForecast = z.object({
  at: z.date(),
  zone: z.string(),
  teamName: z.string(),
  phase: z.enum(phases),
  p50: z.date(),
  p85: z.date(),
  p95: z.date(),
  bars: z.array(z.object({ start: z.date(), end: z.date(), share, onTime: z.boolean() })),
  lands: z.array(z.object({ key: z.string(), label: z.string(), at: z.date(), share })),
  waitsFor: z.object({ phase: z.enum(phases), share }).nullable(),
  /** The slot, or the departure of a train, and the chance to leave in it. */
  booked: z.object({ by: z.enum(bookedBy), start: z.date(), chance: share }).nullable(),
  basedOn: z.object({ own: z.number(), team: z.number(), all: z.number(), borrowed: z.enum(borrowers) }),
  draws: z.number(),
  verdict: verdictOutput,
  /**
   * QA accepted its build under a condition that nobody has settled yet, and this acceptance ends before it leaves: the odds count on
   * its being settled by then. Null where they need not.
   */
  conditionUntil: z.date().nullable(),
});
export type FullForecast = z.output<typeof fullForecast>;

export const promiseOutput = z.object({
  id: uuid,
  promisedFor: z.date(),
  toWhom: z.string(),
  givenBy: z.string(),
  givenAt: z.date(),
  /** The chance now; null where nothing is forecast. */
  chance: share.nullable(),
  warnedAt: z.date().nullable(),
});

export const ofReleaseOutput = z.object({
  forecast: fullForecast.nullable(),
  promise: promiseOutput.nullable(),
  may: z.object({ promise: z.boolean() }),
});
export type ForecastOfRelease = z.output<typeof ofReleaseOutput>;

export const calibrationOutput = z.object({
  verdict: verdictOutput,
  measuredAt: z.date().nullable(),
  zone: z.string(),
  measured: z.array(
    z.object({
      horizon: z.enum(horizons).nullable(),
      cases: z.number(),
      /** Of so many releases. */
      releases: z.number(),
      p50Held: share,
      p85Held: share,
      brier: z.number().nullable(),
      chances: z.number(),
      bins: z.array(
        z.object({
          from: share,
          to: share,
          forecasts: z.number(),
          releases: z.number(),
          meanChance: share,
          cameTrue: share,
        }),
      ),
    }),
  ),
  /** P85's share of earlier measurements, oldest first. */
  nights: z.array(z.object({ measuredAt: z.date(), p85Held: share, cases: z.number() })),
  promises: z.object({ kept: z.number(), over: z.number() }),
});
export type CalibrationReport = z.output<typeof calibrationOutput>;

const odds = z.object({ chance: share.nullable(), p50: z.date(), p85: z.date() });
export const whatIfOutput = z.object({ before: odds, after: odds, zone: z.string(), note: z.string() });
export type WhatIfAnswer = z.output<typeof whatIfOutput>;
