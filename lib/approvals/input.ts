import { z } from "zod";
import { approvalTimeCovers } from "@/lib/domain/approval-content";
import { approvalVerdicts } from "@/lib/domain/approval-tally";
import { type Role, rolePermissions, roles } from "@/lib/domain/permission";
import { text, uuid } from "@/lib/fields";

/** The roles that may sign at all: a stage for any other could never be filled. */
export const signingRoles = roles.filter((role) => rolePermissions[role].includes("approval.give"));

const signingRole = z
  .enum(roles)
  .refine((role) => signingRoles.includes(role), "is a role that cannot sign, so the stage could never be filled");

export const giveApprovalInput = z
  .strictObject({
    slotId: uuid,
    verdict: z.enum(approvalVerdicts),
    /** The digest that was shown: what is signed is exactly this or nothing (rule 5). */
    digest: z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 digest: 64 lowercase hexadecimal digits"),
    /** The text behind the digest as it was shown, so that a refusal can say what changed. */
    content: z.string().max(100_000).optional(),
    comment: text(2_000).default(""),
  })
  .refine(({ verdict, comment }) => verdict === "approve" || comment !== "", {
    error: "must say why, so that somebody can mend it",
    path: ["comment"],
  });
export type GiveApprovalInput = z.output<typeof giveApprovalInput>;

const policyRules = {
  stages: z
    .array(
      z.strictObject({
        role: signingRole,
        required: z.int().min(1, "must be at least 1").max(20, "must be at most 20"),
      }),
    )
    .max(signingRoles.length)
    .refine(
      (stages) => new Set(stages.map(({ role }: { role: Role }) => role)).size === stages.length,
      "must name each role once",
    ),
  /** Rule 6. False relaxes it, and every screen that shows the policy says so. */
  authorExcluded: z.boolean(),
  coversTime: z.enum(approvalTimeCovers),
};

export const changePolicyInput = z.strictObject({
  environmentId: uuid,
  ...policyRules,
  /** The version that was looked at; 0 where there was none. Somebody else's change in between is a conflict. */
  expectedVersion: z.int().min(0).max(1_000_000),
});
export type ChangePolicyInput = z.output<typeof changePolicyInput>;

export const previewPolicyInput = z.strictObject({ environmentId: uuid, ...policyRules });
export type PreviewPolicyInput = z.output<typeof previewPolicyInput>;

/** The shape of the text that an approval signs, see lib/domain/approval-content.ts. */
export const signedContent = z.object({
  format: z.literal(1),
  environment: z.object({ id: z.string(), name: z.string() }),
  policy: z.number(),
  time: z.object({
    covers: z.enum(approvalTimeCovers),
    occurrence: z.string().optional(),
    start: z.iso.datetime().optional(),
    end: z.iso.datetime().optional(),
  }),
  releases: z.array(
    z.object({
      id: z.string(),
      service: z.string(),
      version: z.string(),
      build: z.object({ number: z.number(), digest: z.string() }).nullable(),
      target: z.object({ url: z.string(), strategy: z.string(), version: z.number() }).nullable(),
    }),
  ),
});
