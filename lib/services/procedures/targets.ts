import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { successPolicies } from "@/lib/domain/target-success";
import { procedure } from "@/lib/rpc/procedure";
import { changeTarget, createTarget, removeTarget, rotateTargetSecret } from "@/lib/services/commands/target";
import { changeTargetInput, createTargetInput, targetInput } from "@/lib/services/input";
import { checkTargetAddress } from "@/lib/webhooks/address";

const tags = ["Targets"];

/** A target as it is read: its secret never is. */
export const targetOutput = z.object({
  id: z.string(),
  environmentId: z.string(),
  environmentName: z.string(),
  url: z.string(),
  strategy: z.string(),
  successBy: z.enum(successPolicies),
  callTimeoutSeconds: z.number(),
  reportTimeoutSeconds: z.number(),
  enabled: z.boolean(),
  version: z.number(),
  previousSecretUntil: z.date().nullable(),
});

export const targetProcedures = {
  createTarget: procedure({
    access: "service.manage",
    method: "POST",
    path: "/targets",
    summary: "Says how a service is deployed in an environment; answers with the signing secret, once",
    tags,
    status: 201,
    input: createTargetInput,
    output: z.object({ targetId: z.string(), secret: z.string() }),
    handler: async ({ input, actor, now, db }) => {
      // Before the transaction: a slow name server must not hold a connection and its locks.
      const url = await checkTargetAddress(input.url);
      if (!url.ok) return url;
      return await inTransaction(db, (tx) => createTarget(tx, actor, { ...input, url: url.value }, now));
    },
  }),
  changeTarget: procedure({
    access: "service.manage",
    method: "PATCH",
    path: "/targets/{targetId}",
    summary: "Changes a target; a new address or meaning of success makes approvals stale",
    tags,
    input: changeTargetInput,
    output: z.object({ version: z.number() }),
    handler: async ({ input: { url: wanted, ...input }, actor, now, db }) => {
      const url = wanted === undefined ? undefined : await checkTargetAddress(wanted);
      if (url && !url.ok) return url;
      return await inTransaction(db, (tx) => changeTarget(tx, actor, { ...input, url: url?.value }, now));
    },
  }),
  rotateTargetSecret: procedure({
    access: "service.manage",
    method: "POST",
    path: "/targets/{targetId}/rotate-secret",
    summary: "Gives a target a new signing secret, shown once; the old one signs beside it for 24 hours",
    tags,
    input: targetInput,
    output: z.object({ secret: z.string(), previousSecretUntil: z.date() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => rotateTargetSecret(tx, actor, input, now)),
  }),
  removeTarget: procedure({
    access: "service.manage",
    method: "DELETE",
    path: "/targets/{targetId}",
    summary: "Removes a target that nothing went through",
    tags,
    input: targetInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => removeTarget(tx, actor, input, now)),
  }),
};
