import { z } from "zod";
import { actorKinds } from "@/lib/domain/actor-kind";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { handoffStates, rejectionCategories, rejectionSeverities } from "@/lib/domain/handoff-state";
import { postponementStates } from "@/lib/domain/postponement-state";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { cadences } from "@/lib/domain/service-cadence";
import { slotStates } from "@/lib/domain/slot-state";
import { gate, range } from "@/lib/fields";

const change = z.object({ title: z.string(), author: z.string().optional(), url: z.string().optional() });

/** One build with its turn at QA; a build without one was made but never handed over. */
export const roundOutput = z.object({
  buildId: z.string(),
  number: z.number(),
  commitSha: z.string(),
  artifactDigest: z.string(),
  changes: z.array(change),
  changedFiles: z.number().nullable(),
  changedLines: z.number().nullable(),
  checks: z.object({ passed: z.number(), total: z.number() }).nullable(),
  runUrl: z.string().nullable(),
  source: z.enum(["person", "pipeline"]),
  authorEmail: z.string().nullable(),
  builtBy: z.string(),
  builtAt: z.date(),
  handoff: z
    .object({
      id: z.string(),
      round: z.number(),
      status: z.enum(handoffStates),
      note: z.string(),
      handedOverBy: z.string(),
      handedOverAt: z.date(),
      claimedAt: z.date().nullable(),
      tester: z.object({ id: z.string(), name: z.string() }).nullable(),
      verdict: z.enum(["accepted", "rejected"]).nullable(),
      decidedAt: z.date().nullable(),
      endedAt: z.date().nullable(),
      category: z.enum(rejectionCategories).nullable(),
      severity: z.enum(rejectionSeverities).nullable(),
      reason: z.string(),
      /** The regression run that accepted the build in a tester's place. */
      regressionRunUrl: z.string().nullable(),
      /** The condition under which it was accepted. */
      waiver: z
        .object({ risk: z.string(), takenBy: z.string(), expiresAt: z.date(), settledAt: z.date().nullable() })
        .nullable(),
    })
    .nullable(),
});
export type Round = z.output<typeof roundOutput>;

/** One slot of the release, and what was deployed in it. */
export const releaseSlotOutput = z.object({
  id: z.string(),
  status: z.enum(slotStates),
  environmentId: z.string(),
  during: range,
  lane: z.number(),
  /** Null: a slot of its own, at any time. */
  windowName: z.string().nullable(),
  missedBecause: z.string().nullable(),
  postponement: z
    .object({
      freezeName: z.string(),
      status: z.enum(postponementStates),
      note: z.string(),
      planned: z.object({ slotId: z.string(), during: range }).nullable(),
    })
    .nullable(),
  /** Planned again after this freeze had kept an earlier slot from opening. */
  plannedAfter: z.string().nullable(),
  deployment: z
    .object({
      id: z.string(),
      status: z.enum(deploymentStates),
      buildNumber: z.number(),
      startedAt: z.date(),
      finishedAt: z.date().nullable(),
      message: z.string(),
    })
    .nullable(),
});
export type ReleaseSlot = z.output<typeof releaseSlotOutput>;

export const releaseDetailOutput = z.object({
  id: z.string(),
  version: z.string(),
  kind: z.enum(releaseKinds),
  status: z.enum(releaseStates),
  statusSince: z.date(),
  summary: z.string(),
  databaseChange: z.enum(databaseChanges),
  downtimeMinutes: z.number(),
  rollbackPlan: z.string(),
  createdBy: z.string(),
  createdAt: z.date(),
  service: z.object({ id: z.string(), name: z.string(), cadence: z.enum(cadences) }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }),
  /** Newest first. */
  rounds: z.array(roundOutput),
  /** Newest first. */
  slots: z.array(releaseSlotOutput),
  /** The promotion path in order. */
  environments: z.array(
    z.object({ id: z.string(), name: z.string(), zone: z.string(), requiresAcceptance: z.boolean() }),
  ),
  /** The slot that opens next, with its gates; null when none is booked. */
  next: z
    .object({
      slotId: z.string(),
      gates: z.array(gate),
      judgedAt: z.date(),
      signed: z.number(),
      required: z.number(),
    })
    .nullable(),
  /** The zone in which whoever asks reads times that belong to no environment. */
  zone: z.string(),
  /** What whoever asks may do, besides what the state of the release allows. */
  may: z.object({ write: z.boolean(), judge: z.boolean(), book: z.boolean() }),
});
export type ReleaseDetail = z.output<typeof releaseDetailOutput>;

export const historyOutput = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      at: z.date(),
      actorKind: z.enum(actorKinds),
      actorName: z.string(),
      action: z.string(),
      subjectKind: z.string(),
      subjectId: z.string().nullable(),
      subjectName: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type HistoryEvent = z.output<typeof historyOutput>["events"][number];
