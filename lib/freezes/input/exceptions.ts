import { z } from "zod";
import { freezeExceptionStates } from "@/lib/domain/freeze-exception-state";
import { instant, range, requiredText, text, uuid } from "@/lib/fields";

export const exceptionInput = z.strictObject({ exceptionId: uuid });
export const requestExceptionInput = z.strictObject({
  freezeId: uuid,
  environmentId: uuid,
  releaseId: uuid,
  reason: requiredText(2_000),
  /** The time box: the exception counts for what opens within. */
  during: z.strictObject({ start: instant, end: instant }),
});
export type RequestExceptionInput = z.output<typeof requestExceptionInput>;

export const grantExceptionInput = z.strictObject({ exceptionId: uuid, comment: text(2_000).default("") });
export const refuseExceptionInput = z.strictObject({ exceptionId: uuid, comment: requiredText(2_000) });
export const reviewExceptionInput = z.strictObject({ exceptionId: uuid, review: requiredText(5_000) });

export const listExceptionsInput = z.strictObject({
  freezeId: uuid.optional(),
  releaseId: uuid.optional(),
  /** `waiting`: for an answer; `to_review`: over, and nobody has looked back yet. Left out: all, the newest first. */
  only: z.enum(["waiting", "to_review"]).optional(),
});
export type ListExceptionsInput = z.output<typeof listExceptionsInput>;

/** What became of it: which slot opened in its time box, and how its deployment went. */
const use = z.object({
  slotId: z.string(),
  openedAt: z.date(),
  deploymentId: z.string().nullable(),
  deploymentStatus: z.string().nullable(),
});

export const exceptionOutput = z.object({
  id: z.string(),
  status: z.enum(freezeExceptionStates),
  freeze: z.object({ id: z.string(), name: z.string() }),
  environment: z.object({ id: z.string(), name: z.string(), zone: z.string() }),
  release: z.object({ id: z.string(), serviceName: z.string(), version: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.date(),
  during: range,
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  decisionComment: z.string(),
  endedBy: z.string().nullable(),
  endedAt: z.date().nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.date().nullable(),
  review: z.string(),
  use: use.nullable(),
  /** What whoever asks may do with it now. */
  may: z.object({ answer: z.boolean(), withdraw: z.boolean(), revoke: z.boolean(), review: z.boolean() }),
});
export type ExceptionRow = z.output<typeof exceptionOutput>;
