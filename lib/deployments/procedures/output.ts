import { z } from "zod";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { overrunRules } from "@/lib/domain/overrun";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { rollbackableStates, rollbackReportStates, rollbackStates } from "@/lib/domain/rollback-state";
import { slotStates } from "@/lib/domain/slot-state";

const named = z.object({ id: z.string(), name: z.string() });
const range = z.object({ start: z.date(), end: z.date() });
const moment = z.date().nullable();

const row = {
  id: z.string(),
  status: z.enum(deploymentStates),
  message: z.string(),
  fencingNumber: z.number(),
  nextCallAt: moment,
  acceptedAt: moment,
  finishedAt: moment,
  service: named,
  team: named.extend({ hue: z.number() }),
  environment: named.extend({ zone: z.string() }),
};
const release = z.object({ id: z.string(), version: z.string(), kind: z.enum(releaseKinds) });

export const deploymentPage = z.object({
  deployments: z.array(
    z.object({
      ...row,
      createdAt: z.date(),
      /** From the slot's start to its first call; null while there was none. */
      latenessMillis: z.number().nullable(),
      release,
      slot: z.object({ id: z.string(), during: range }),
    }),
  ),
  nextCursor: z.string().optional(),
});

export const deploymentFilters = z.object({ services: z.array(named), environments: z.array(named) });

const attempt = z.object({
  id: z.string(),
  number: z.number(),
  url: z.string(),
  requestBody: z.string(),
  sentAt: z.date(),
  answeredAt: moment,
  statusCode: z.number().nullable(),
  responseExcerpt: z.string(),
  error: z.string().nullable(),
});

/** One way back, with its own call. */
const rollback = z.object({
  id: z.string(),
  status: z.enum(rollbackStates),
  /** What the deployment had come to before. */
  deploymentWas: z.enum(rollbackableStates),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.date(),
  fencingNumber: z.number(),
  webhookId: z.string(),
  callUntil: z.date(),
  nextCallAt: moment,
  acceptedAt: moment,
  reportUntil: moment,
  runningAt: moment,
  finishedAt: moment,
  message: z.string(),
  /** What ran there before, as far as is known. */
  previousVersion: z.string().nullable(),
  attempts: z.array(attempt),
  reports: z.array(
    z.object({
      webhookId: z.string(),
      status: z.enum(rollbackReportStates),
      message: z.string(),
      receivedAt: z.date(),
    }),
  ),
});

export const deploymentDetail = z.object({
  ...row,
  webhookId: z.string(),
  artifactDigest: z.string(),
  callUntil: z.date(),
  reportUntil: moment,
  runningAt: moment,
  release: release.extend({
    status: z.enum(releaseStates),
    rollbackPlan: z.string(),
    databaseChange: z.enum(databaseChanges),
  }),
  build: z.object({ number: z.number(), commitSha: z.string() }),
  slot: z.object({ id: z.string(), during: range, status: z.enum(slotStates), openedAt: moment }),
  openedBy: z.string().nullable(),
  target: z.object({ url: z.string(), successBy: z.enum(["report", "accepted_call"]), enabled: z.boolean() }),
  /** When its opening closes, and what its window does then with what is still under way; null where none is needed. */
  close: z
    .object({ windowName: z.string(), zone: z.string(), closesAt: z.date(), overrun: z.enum(overrunRules) })
    .nullable(),
  /** It went on, or goes on, after the close of a window that wants people to know. */
  overran: z.boolean(),
  attempts: z.array(attempt),
  reports: z.array(
    z.object({
      webhookId: z.string(),
      status: z.enum(["running", "succeeded", "failed"]),
      message: z.string(),
      receivedAt: z.date(),
    }),
  ),
  /** Newest first. */
  rollbacks: z.array(rollback),
  may: z.object({ rollBack: z.boolean() }),
});
