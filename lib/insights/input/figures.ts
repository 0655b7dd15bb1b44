import { z } from "zod";
import { rejectionCategories } from "@/lib/domain/handoff-state";
import { workStages } from "@/lib/domain/insights/ages";
import { uuid } from "@/lib/fields";

const hours = z.number().nullable();
const share = z.number().nullable();

/** What every figure carries beside what is drawn of it. */
const figure = {
  title: z.string(),
  /** How it is counted. */
  definition: z.string(),
  period: z.object({ start: z.date(), end: z.date(), zone: z.string(), step: z.enum(["day", "week"]) }),
  /** The table behind it; rows are as wide as the columns. */
  table: z.object({
    columns: z.array(z.object({ label: z.string(), kind: z.enum(["text", "count", "hours", "share", "instant"]) })),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  }),
};

export const flowOutput = z.object({
  ...figure,
  points: z.array(z.object({ at: z.date(), waiting: z.number(), testing: z.number(), judged: z.number() })),
});

const percentiles = z.object({ p50: hours, p85: hours, p95: hours });

export const agesOutput = z.object({
  ...figure,
  work: z.array(
    z.object({ releaseId: uuid, name: z.string(), stage: z.enum(workStages), since: z.date(), ageHours: z.number() }),
  ),
  /** Of the releases accepted in the period, in hours. */
  percentiles,
  /** There were more than are shown: the newest are left out. */
  isCutOff: z.boolean(),
});

export const cycleTimesOutput = z.object({
  ...figure,
  times: z.array(
    z.object({ releaseId: uuid, name: z.string(), acceptedAt: z.date(), rounds: z.number(), hours: z.number() }),
  ),
  percentiles,
  /** There were more than are shown: the oldest are left out. */
  isCutOff: z.boolean(),
});

export const bouncesOutput = z.object({
  ...figure,
  services: z.array(
    z.object({
      serviceId: uuid,
      service: z.string(),
      judged: z.number(),
      rejected: z.number(),
      share: z.number(),
      reasons: z.array(z.object({ category: z.enum(rejectionCategories), count: z.number() })),
    }),
  ),
});

export const punctualityOutput = z.object({
  ...figure,
  points: z.array(
    z.object({
      at: z.date(),
      total: z.number(),
      on_time: z.number(),
      late: z.number(),
      overran: z.number(),
      missed: z.number(),
      /** Slots of departures that were cancelled after their cut-off. */
      cancelled: z.number(),
    }),
  ),
  /** Of all of them. */
  onTimeShare: share,
});

export const slotUseOutput = z.object({
  ...figure,
  windows: z.array(
    z.object({
      windowId: uuid,
      window: z.string(),
      environment: z.string(),
      openings: z.number(),
      roomHours: z.number(),
      usedHours: z.number(),
      missedHours: z.number(),
      freeHours: z.number(),
      usedShare: share,
      aheadRoomHours: z.number(),
      aheadBookedHours: z.number(),
      aheadFreeHours: z.number(),
    }),
  ),
  /** Slots of some teams alone are counted: what is free may be taken by others. */
  isPartial: z.boolean(),
});

const measures = z.object({
  deployments: z.number(),
  perWeek: z.number(),
  leadHours: hours,
  failureShare: share,
  failures: z.number(),
  restoreHours: hours,
});

export const deliveriesOutput = z.object({
  ...figure,
  /** Null: there is no such environment. */
  environment: z.object({ id: uuid, name: z.string() }).nullable(),
  measures,
  /** The same of as long a time before the period. */
  before: measures,
  steps: z.array(
    z.object({
      at: z.date(),
      ended: z.number(),
      arrived: z.number(),
      failed: z.number(),
      leadHours: hours,
      restoreHours: hours,
    }),
  ),
  /** There were more than are counted: the oldest are left out. */
  isCutOff: z.boolean(),
});
