import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { changePolicy } from "@/lib/approvals/commands/change-policy";
import { giveApproval } from "@/lib/approvals/commands/give-approval";
import { doneOutput, inboxOutput } from "@/lib/approvals/input/inbox-output";
import { policiesOutput, policyPreviewOutput } from "@/lib/approvals/input/policy-output";
import { loadDone } from "@/lib/approvals/queries/done";
import { countWaiting, loadInbox } from "@/lib/approvals/queries/inbox";
import { loadEnvironmentPolicies } from "@/lib/approvals/queries/policies";
import { previewPolicy } from "@/lib/approvals/queries/preview-policy";
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
