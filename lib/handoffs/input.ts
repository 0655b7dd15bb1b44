import { z } from "zod";
import { rejectionCategories, rejectionSeverities } from "@/lib/domain/handoff-state";
import { queueColumns } from "@/lib/domain/queue-order";
import { databaseChanges, releaseKinds } from "@/lib/domain/release-state";
import { artifactDigest, commitSha, email, name, requiredText, text, uuid, version, webUrl } from "@/lib/fields";
import { mustMakeOutput, needOutput, waiverOutput } from "./input/card-parts";

const count = z.int().min(0, "must not be negative").max(10_000_000, "is too large");

export const changeInput = z.strictObject({
  title: requiredText(300),
  author: text(200).optional(),
  /** E-mail of whoever wrote it: like the commit's author they can neither judge nor approve the build. */
  authorEmail: text(254)
    .refine((value) => /^[^\s@]+@[^\s@]+$/.test(value), "must be an e-mail address")
    .optional(),
  url: webUrl.optional(),
});

export const checksInput = z
  .strictObject({ passed: count, total: count })
  .refine(({ passed, total }) => passed <= total, { error: "must not be more than the total", path: ["passed"] });

/** What a release is called and brings, read only when this hand-over is the first thing known of it. */
const newRelease = z.strictObject({
  kind: z.enum(releaseKinds).default("feature"),
  summary: text(500).default(""),
  databaseChange: z.enum(databaseChanges).default("none"),
  downtimeMinutes: z.int().min(0).max(10_080).default(0),
  rollbackPlan: text(5_000).default(""),
});

export const handOverInput = z.strictObject({
  /** The service's id or its name, in any case. */
  service: name,
  version,
  commitSha,
  artifactDigest,
  /** What the build brings, newest first. */
  changes: z.array(changeInput).max(500).default([]),
  /** Since the build before. */
  changedFiles: count.optional(),
  changedLines: count.optional(),
  linesAdded: count.optional(),
  linesRemoved: count.optional(),
  /** How many commits, where `changes` names only some of them. */
  commitCount: count.optional(),
  /** Where the difference can be read. */
  compareUrl: webUrl.optional(),
  checks: checksInput.optional(),
  /** E-mail of the commit's author: they can neither judge nor approve it. */
  authorEmail: email.optional(),
  runUrl: webUrl.optional(),
  /** For the tester: what to look at. */
  note: text(2_000).default(""),
  release: newRelease.prefault({}),
});
export type HandOverInput = z.output<typeof handOverInput>;

export const handOverOutput = z.object({
  releaseId: z.string(),
  buildId: z.string(),
  handoffId: z.string(),
  /** rc 1, rc 2 … */
  number: z.number(),
  round: z.number(),
  /** False when this artifact was known already; then nothing changed. */
  created: z.boolean(),
  /** Whether the release itself was new. */
  releaseCreated: z.boolean(),
});
export type HandOverOutput = z.output<typeof handOverOutput>;

export const handoffInput = z.strictObject({ handoffId: uuid });

export const rejectInput = z.strictObject({
  handoffId: uuid,
  category: z.enum(rejectionCategories),
  severity: z.enum(rejectionSeverities),
  /** What went wrong and how to see it. The developers read exactly this. */
  reason: requiredText(4_000),
});
export type RejectInput = z.output<typeof rejectInput>;

export const withdrawInput = z.strictObject({ handoffId: uuid, reason: requiredText(1_000) });
export type WithdrawInput = z.output<typeof withdrawInput>;

export const queueInput = z.strictObject({ teamId: uuid.optional(), serviceId: uuid.optional() });
export type QueueInput = z.output<typeof queueInput>;

const person = z.object({ id: z.string(), name: z.string() });

/** One build in the queue, with all that a card shows. */
export const queueCardOutput = z.object({
  handoffId: z.string(),
  releaseId: z.string(),
  version: z.string(),
  service: z.object({ id: z.string(), name: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }),
  kind: z.enum(releaseKinds),
  databaseChange: z.enum(databaseChanges),
  summary: z.string(),
  column: z.enum(queueColumns),
  number: z.number(),
  round: z.number(),
  bounces: z.number(),
  note: z.string(),
  changes: z.array(z.object({ title: z.string(), author: z.string().optional(), url: z.string().optional() })),
  checks: z.object({ passed: z.number(), total: z.number() }).nullable(),
  runUrl: z.string().nullable(),
  handedOverAt: z.date(),
  handedOverBy: z.string(),
  claimedAt: z.date().nullable(),
  tester: person.nullable(),
  decidedAt: z.date().nullable(),
  /** Set where a build came back: what QA said, why its developers withdrew it, or that its deployment failed after QA's yes. */
  back: z
    .object({
      how: z.enum(["rejected", "withdrawn", "deployment_failed"]),
      category: z.enum(rejectionCategories).nullable(),
      severity: z.enum(rejectionSeverities).nullable(),
      reason: z.string(),
      at: z.date(),
    })
    .nullable(),
  /** The newest verdict of whoever asks on an older build of the release, and what changed since. */
  lastLook: z
    .object({
      number: z.number(),
      verdict: z.enum(["accepted", "rejected"]),
      changedFiles: z.number().nullable(),
      changedLines: z.number().nullable(),
      commits: z.number().nullable(),
    })
    .nullable(),
  /** What it must be accepted in time for, if anything is booked. */
  mustMake: mustMakeOutput.nullable(),
  /** How long a test of this service takes. */
  need: needOutput,
  /** Whoever is asked first, while they are. */
  offer: z.object({ person, until: z.date(), isMine: z.boolean() }).nullable(),
  group: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** How far the test plan has come; null: there is none. */
  plan: z.object({ total: z.number(), done: z.number(), failed: z.number() }).nullable(),
  /** What its pipeline's checks say; null: none was reported. */
  pipeline: z.object({ passed: z.number(), failed: z.number(), running: z.number() }).nullable(),
  waiver: waiverOutput.nullable(),
  /** The slot whose opening waits for QA, if one is booked. */
  departure: z
    .object({
      slotId: z.string(),
      environmentName: z.string(),
      zone: z.string(),
      start: z.date(),
      /** Titles of the gates that are still closed; only worked out for accepted builds. */
      closedGates: z.array(z.string()),
    })
    .nullable(),
  /** Whether whoever asks may claim, judge or take over; if not, why. */
  judge: z.object({ may: z.boolean(), because: z.string() }),
  isMine: z.boolean(),
});
export type QueueCard = z.output<typeof queueCardOutput>;

export const queueOutput = z.object({
  cards: z.array(queueCardOutput),
  figures: z.object({
    medianWaitMinutes: z.number().nullable(),
    bouncedShare: z.number().nullable(),
    /** How many releases the share is of. */
    judgedReleases: z.number(),
  }),
  /** What each group has in test, and how much it takes on. */
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      limit: z.number(),
      inTest: z.array(z.object({ handoffId: z.string(), name: z.string(), testerName: z.string() })),
      isOwn: z.boolean(),
    }),
  ),
  /** Who can be given a build. */
  testers: z.array(person),
  /** Everything that can be filtered by, whether it has cards or not. */
  services: z.array(z.object({ id: z.string(), name: z.string(), teamId: z.string() })),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The teams whose builds whoever asks may judge; null: all of them. */
  ownTeamIds: z.array(z.string()).nullable(),
});
export type Queue = z.output<typeof queueOutput>;
