import { z } from "zod";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
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
  attempts: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      url: z.string(),
      requestBody: z.string(),
      sentAt: z.date(),
      answeredAt: moment,
      statusCode: z.number().nullable(),
      responseExcerpt: z.string(),
      error: z.string().nullable(),
    }),
  ),
  reports: z.array(
    z.object({
      webhookId: z.string(),
      status: z.enum(["running", "succeeded", "failed"]),
      message: z.string(),
      receivedAt: z.date(),
    }),
  ),
});
