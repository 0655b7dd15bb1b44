import { z } from "zod";
import { approvalTimeCovers } from "@/lib/domain/approval-content";
import { roles } from "@/lib/domain/permission";
import { range } from "@/lib/fields";

const stage = z.object({ role: z.enum(roles), required: z.number() });

export const policyVersionOutput = z.object({
  version: z.number(),
  stages: z.array(stage),
  authorExcluded: z.boolean(),
  coversTime: z.enum(approvalTimeCovers),
  createdBy: z.string().nullable(),
  createdAt: z.date(),
});
export type PolicyVersion = z.output<typeof policyVersionOutput>;

export const environmentPolicyOutput = z.object({
  environment: z.object({ id: z.string(), name: z.string(), zone: z.string(), requiresAcceptance: z.boolean() }),
  /** Newest first; empty: nobody ever asked for an approval there. */
  versions: z.array(policyVersionOutput),
});
export type EnvironmentPolicy = z.output<typeof environmentPolicyOutput>;

export const policiesOutput = z.object({
  policies: z.array(environmentPolicyOutput),
  zone: z.string(),
  mayManage: z.boolean(),
});

export const policyPreviewOutput = z.object({
  /** Booked slots whose signatures the change would make stale. */
  stale: z.array(
    z.object({
      slotId: z.string(),
      names: z.array(z.string()),
      during: range,
      zone: z.string(),
      signedBy: z.array(z.string()),
    }),
  ),
  /** Booked slots that would need no signature any more. */
  freed: z.number(),
  /** For each stage, how many people could fill it for every team. */
  people: z.array(z.object({ role: z.enum(roles), count: z.number() })),
});
export type PolicyPreview = z.output<typeof policyPreviewOutput>;
