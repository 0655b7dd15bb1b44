import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import {
  changeEnvironment,
  createEnvironment,
  orderEnvironments,
  removeEnvironment,
} from "@/lib/services/commands/environment";
import {
  changeEnvironmentInput,
  createEnvironmentInput,
  environmentInput,
  orderEnvironmentsInput,
} from "@/lib/services/input";
import { listEnvironments } from "@/lib/services/queries/environments";

const tags = ["Environments"];

const environmentOutput = z.object({
  id: z.string(),
  name: z.string(),
  position: z.number(),
  defaultOpen: z.boolean(),
  requiresAcceptance: z.boolean(),
  zone: z.string(),
});

export const environmentProcedures = {
  listEnvironments: procedure({
    access: "plan.read",
    method: "GET",
    path: "/environments",
    summary: "Lists the environments in the order of the promotion path",
    tags,
    input: z.strictObject({}),
    output: z.object({ environments: z.array(environmentOutput) }),
    handler: async ({ db }) => accept({ environments: await listEnvironments(db) }),
  }),
  createEnvironment: procedure({
    access: "service.manage",
    method: "POST",
    path: "/environments",
    summary: "Adds an environment at the end of the promotion path",
    tags,
    status: 201,
    input: createEnvironmentInput,
    output: z.object({ environmentId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createEnvironment(tx, actor, input, now)),
  }),
  changeEnvironment: procedure({
    access: "service.manage",
    method: "PATCH",
    path: "/environments/{environmentId}",
    summary: "Changes an environment",
    tags,
    input: changeEnvironmentInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeEnvironment(tx, actor, input, now)),
  }),
  removeEnvironment: procedure({
    access: "service.manage",
    method: "DELETE",
    path: "/environments/{environmentId}",
    summary: "Removes an environment that nothing was ever planned in",
    tags,
    input: environmentInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => removeEnvironment(tx, actor, input, now)),
  }),
  orderEnvironments: procedure({
    access: "service.manage",
    method: "PUT",
    path: "/promotion-path",
    summary: "Puts the environments into the order of the promotion path",
    tags,
    input: orderEnvironmentsInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => orderEnvironments(tx, actor, input, now)),
  }),
};
