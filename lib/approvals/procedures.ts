import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { changePolicy } from "@/lib/approvals/commands/change-policy";
import { giveApproval } from "@/lib/approvals/commands/give-approval";
import { giveStandingApproval } from "@/lib/approvals/commands/give-standing-approval";
import { revokeStandingApproval } from "@/lib/approvals/commands/revoke-standing-approval";
import { doneOutput, inboxOutput } from "@/lib/approvals/input/inbox-output";
import { policiesOutput, policyPreviewOutput } from "@/lib/approvals/input/policy-output";
import {
  giveStandingInput,
  listStandingInput,
  standingInput,
  standingListOutput,
} from "@/lib/approvals/input/standing";
import { loadDone } from "@/lib/approvals/queries/done";
import { countWaiting, loadInbox } from "@/lib/approvals/queries/inbox";
import { loadEnvironmentPolicies } from "@/lib/approvals/queries/policies";
import { previewPolicy } from "@/lib/approvals/queries/preview-policy";
import { loadStanding } from "@/lib/approvals/queries/standing";
import { may } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { changePolicyInput, giveApprovalInput, previewPolicyInput } from "./input";

const tags = ["Approvals"];

export const approvalsProcedures = {
  inbox: procedure({
    access: "plan.read",
    method: "GET",
    path: "/approvals",
    summary: "Booked slots that need signatures, with exactly what would be signed and whose turn it is",
    tags,
    input: noInput,
    output: inboxOutput,
    handler: async ({ actor, now, db }) => accept({ entries: await loadInbox(db, memberOf(actor), now) }),
  }),
  done: procedure({
    access: "plan.read",
    method: "GET",
    path: "/approvals/done",
    summary: "One's own last verdicts",
    tags,
    input: noInput,
    output: doneOutput,
    handler: async ({ actor, db }) => accept({ verdicts: await loadDone(db, memberOf(actor).personId) }),
  }),
  counts: procedure({
    access: "plan.read",
    method: "GET",
    path: "/approvals/counts",
    summary: "How many slots wait for one's own signature",
    tags,
    input: noInput,
    output: z.object({ waiting: z.number() }),
    handler: async ({ actor, now, db }) => accept({ waiting: await countWaiting(db, memberOf(actor), now) }),
  }),
  give: procedure({
    access: "approval.give",
    method: "POST",
    path: "/slots/{slotId}/approvals",
    summary: "Approve or decline exactly what was shown, named by its digest",
    tags,
    status: 201,
    input: giveApprovalInput,
    output: z.object({ approvalId: z.string(), created: z.boolean() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => giveApproval(tx, memberOf(actor), input, now)),
  }),
  standing: procedure({
    access: "plan.read",
    method: "GET",
    path: "/standing-approvals",
    summary: "What was signed beforehand for routine, of one window or of all, and where one could sign so",
    tags,
    input: listStandingInput,
    output: standingListOutput,
    handler: async ({ input, actor, now, db }) => accept(await loadStanding(db, input, memberOf(actor), now)),
  }),
  giveStanding: procedure({
    access: "approval.give",
    method: "POST",
    path: "/windows/{windowId}/standing-approvals",
    summary: "Sign beforehand for what is routine in a window, under conditions and for at most 90 days",
    tags,
    status: 201,
    input: giveStandingInput,
    output: z.object({ standingId: z.string(), expiresAt: z.date() }),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => giveStandingApproval(tx, memberOf(actor), input, now)),
  }),
  revokeStanding: procedure({
    access: "approval.give",
    method: "POST",
    path: "/standing-approvals/{standingId}/revoke",
    summary: "Revoke a standing approval; it counts for no slot from now on",
    tags,
    input: standingInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => revokeStandingApproval(tx, memberOf(actor), input, now)),
  }),
  policies: procedure({
    access: "plan.read",
    method: "GET",
    path: "/policies",
    summary: "What signatures each environment asks for, with all versions",
    tags,
    input: noInput,
    output: policiesOutput,
    handler: async ({ actor, db }) =>
      accept({
        policies: await loadEnvironmentPolicies(db),
        zone: memberOf(actor).zone,
        mayManage: may(actor, "policy.manage", null),
      }),
  }),
  previewPolicy: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/policies/preview",
    summary: "What a change of a policy would do to booked slots",
    tags,
    input: previewPolicyInput,
    output: policyPreviewOutput,
    handler: ({ input, now, db }) => previewPolicy(db, input, now),
  }),
  changePolicy: procedure({
    access: "policy.manage",
    method: "PUT",
    path: "/policies/{environmentId}",
    summary: "A new version of an environment's policy",
    tags,
    input: changePolicyInput,
    output: z.object({ version: z.number(), created: z.boolean() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changePolicy(tx, memberOf(actor), input, now)),
  }),
};
