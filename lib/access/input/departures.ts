import { z } from "zod";
import { shownSlotStates } from "@/lib/domain/departure";
import { departureOutcomes, departureStates } from "@/lib/domain/departure-state";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { borrowers } from "@/lib/domain/forecast/borrowed";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { gateNames } from "@/lib/domain/gate";
import { databaseChanges, releaseKinds } from "@/lib/domain/release-state";
import { slotOrigins } from "@/lib/domain/slot-state";
import { holdCauses } from "@/lib/domain/train-policy";
import { uuid } from "@/lib/fields";

/** Who looks: the holder of a share link by its token, or a member, who may choose an environment. */
const view = {
  share: z.string().max(200, "must have at most 200 characters").optional(),
  environmentId: uuid.optional(),
};
export const boardInput = z.strictObject(view);
export const weekInput = z.strictObject({
  ...view,
  /** Any day of the week, in the zone of the answer. Left out: this week. */
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-24")
    .optional(),
});

const range = z.object({ start: z.date(), end: z.date() });
export const departureOutput = z.object({
  slotId: z.string(),
  environmentName: z.string(),
  zone: z.string(),
  team: z.object({ name: z.string(), hue: z.number() }),
  windowName: z.string().nullable(),
  occurrenceId: z.string().nullable(),
  lane: z.number(),
  origin: z.enum(slotOrigins),
  status: z.enum(shownSlotStates),
  during: range,
  movedFrom: range.nullable(),
  cancelReason: z.string(),
  wait: z
    .object({
      gate: z.enum([...gateNames, "time"]),
      state: z.enum(["waiting", "failed"]),
      title: z.string(),
      signaturesMissing: z.number(),
    })
    .nullable(),
  missedTitles: z.array(z.string()),
  deployments: z.array(
    z.object({ status: z.enum(deploymentStates), acceptedAt: z.date().nullable(), finishedAt: z.date().nullable() }),
  ),
  releases: z.array(
    z.object({
      releaseId: z.string(),
      service: z.string(),
      version: z.string(),
      kind: z.enum(releaseKinds),
      summary: z.string(),
      databaseChange: z.enum(databaseChanges),
      downtimeMinutes: z.number(),
      changeCount: z.number(),
      firstChange: z.string().nullable(),
    }),
  ),
});
export const closureOutput = z.object({
  freezeId: z.string(),
  name: z.string(),
  grade: z.enum(freezeGrades),
  during: range,
  zone: z.string(),
  isPartial: z.boolean(),
  stopsTheLine: z.boolean(),
  /** The environments that it closes; empty: all that are shown. */
  environments: z.array(z.string()),
  nextOpen: z.date().nullable(),
});
/** A departure of a train: what leaves together. */
export const trainOnBoardOutput = z.object({
  departureId: z.string(),
  trainId: z.string(),
  trainName: z.string(),
  zone: z.string(),
  environments: z.array(z.string()),
  /** What is aboard; some of it where there is much. */
  releases: z.array(z.string()),
  aboard: z.number(),
  status: z.enum(departureStates),
  outcome: z.enum(departureOutcomes).nullable(),
  plannedAt: z.date(),
  boardingAt: z.date(),
  cutOffAt: z.date(),
  departsAt: z.date(),
  departedAt: z.date().nullable(),
  arrivedAt: z.date().nullable(),
  holdCause: z.enum(holdCauses).nullable(),
});
const place = {
  organisationName: z.string(),
  /** `null`: every environment. */
  environmentName: z.string().nullable(),
  /** The zone that a clock over this should show. */
  zone: z.string(),
  departures: z.array(departureOutput),
  closures: z.array(closureOutput),
};
/** The chance to leave in this slot or with this train, and what it stands on; null where nothing is forecast. */
const odds = {
  chance: z.number().nullable(),
  basis: z
    .object({
      /** Of the service of the least likely release aboard. */
      handovers: z.number(),
      borrowed: z.enum(borrowers),
      /** The share of the runs in each of at most twelve steps of the same length, and how many of them are on time. */
      bars: z.array(z.number()),
      barsOnTime: z.number(),
      /** Whether past forecasts have held as often as they said. */
      verdict: z.enum(["calibrated", "off", "unknown"]),
    })
    .nullable(),
};
export const boardOutput = z.object({
  ...place,
  departures: z.array(departureOutput.extend(odds)),
  /** Dates given to stakeholders that have come, and how many of them were kept. */
  promises: z.object({ kept: z.number(), over: z.number() }),
  trains: z.array(trainOnBoardOutput.extend(odds)),
  /** The environments that a member can choose from; a share link's holder has no choice. */
  environments: z.array(z.object({ id: z.string(), name: z.string() })),
});
export const weekOutput = z.object({
  ...place,
  week: range,
  openings: z.array(
    z.object({
      occurrenceId: z.string(),
      windowName: z.string(),
      environmentName: z.string(),
      during: range,
      zone: z.string(),
      lanes: z.number(),
    }),
  ),
});

/** A week is shown without odds. */
type Odds = Partial<Pick<Board["departures"][number], "chance" | "basis">>;
export type DepartureRow = z.output<typeof departureOutput> & Odds;
export type TrainRow = z.output<typeof trainOnBoardOutput> & Odds;
export type ClosureRow = z.output<typeof closureOutput>;
export type Board = z.output<typeof boardOutput>;
export type Week = z.output<typeof weekOutput>;
