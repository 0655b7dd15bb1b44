import { z } from "zod";
import { rejectionCategories, rejectionSeverities } from "@/lib/domain/handoff-state";
import { databaseChanges, releaseKinds } from "@/lib/domain/release-state";
import { artifactDigest, commitSha, email, name, requiredText, text, uuid, version, webUrl } from "@/lib/fields";

const count = z.int().min(0, "must not be negative").max(10_000_000, "is too large");

export const changeInput = z.strictObject({
  title: requiredText(300),
  author: text(200).optional(),
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
export const acceptInput = z.strictObject({ handoffId: uuid, note: text(2_000).default("") });
export type AcceptInput = z.output<typeof acceptInput>;

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
