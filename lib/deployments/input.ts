import { z } from "zod";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { rollbackReportStates } from "@/lib/domain/rollback-state";
import { requiredText, text, uuid } from "@/lib/fields";

/** What a receiver says of a deployment. */
export const reportBody = z.strictObject({
  status: z.enum(["running", "succeeded", "failed"]),
  message: text(2_000).default(""),
});
export type ReportBody = z.output<typeof reportBody>;

/** The largest report that is read. */
export const maxReportBytes = 64 * 1024;

/** A report as it came: the signature covers the body's exact text, so the text is what is passed on. */
export const signedReportInput = z.strictObject({
  deploymentId: uuid,
  webhookId: z.string().min(1).max(200),
  timestamp: z.string().min(1).max(20),
  signature: z.string().min(1).max(2_000),
  body: z.string().max(maxReportBytes),
});
export type SignedReportInput = z.output<typeof signedReportInput>;

/** A report on a rollback, as it came. */
export const signedRollbackReportInput = signedReportInput.omit({ deploymentId: true }).extend({ rollbackId: uuid });
export type SignedRollbackReportInput = z.output<typeof signedRollbackReportInput>;

/** What a receiver says of a rollback. */
export const rollbackReportBody = z.strictObject({
  status: z.enum(rollbackReportStates),
  message: text(2_000).default(""),
});

export const rollBackInput = z.strictObject({ deploymentId: uuid, reason: requiredText(500) });
export type RollBackInput = z.output<typeof rollBackInput>;

export const deploymentInput = z.strictObject({ deploymentId: uuid });

const filter = {
  status: z.enum(deploymentStates).optional(),
  serviceId: uuid.optional(),
  environmentId: uuid.optional(),
  releaseId: uuid.optional(),
};
export const listDeploymentsInput = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The id of the last row of the page before. */
  cursor: uuid.optional(),
});
export type ListDeploymentsInput = z.output<typeof listDeploymentsInput>;
