import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { removeSoak, setSoak } from "@/lib/services/commands/soak";
import { setSoakInput, soakInput, soakRulesOutput } from "@/lib/services/input";
import { loadSoakRules } from "@/lib/services/queries/soak";

const tags = ["Environments"];

export const soakProcedures = {
  listSoak: procedure({
    access: "plan.read",
    method: "GET",
    path: "/soak-rules",
    summary: "How long a build must run at each stop before it may go on",
    tags,
    input: noInput,
    output: soakRulesOutput,
    handler: async ({ actor, db }) => accept(await loadSoakRules(db, memberOf(actor))),
  }),
  setSoak: procedure({
    access: "policy.manage",
    method: "PUT",
    path: "/environments/{environmentId}/soak",
    summary: "Set how long a build must have run at the stop before, for every service or one",
    tags,
    input: setSoakInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => setSoak(tx, memberOf(actor), input, now)),
  }),
  removeSoak: procedure({
    access: "policy.manage",
    method: "DELETE",
    path: "/environments/{environmentId}/soak",
    summary: "Take a soak time away",
    tags,
    input: soakInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => removeSoak(tx, memberOf(actor), input, now)),
  }),
};
