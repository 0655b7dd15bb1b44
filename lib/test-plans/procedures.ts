import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept, refuse } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { changeTestPlan } from "@/lib/test-plans/commands/change-test-plan";
import { loadTestPlans } from "@/lib/test-plans/queries/test-plans";
import { changeTestPlanInput, testPlanInput, testPlanOutput, testPlansOutput } from "./input";

const tags = ["Test plans"];

export const testPlansProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/test-plans",
    summary: "What is looked at before a build is accepted, service by service",
    tags,
    input: noInput,
    output: testPlansOutput,
    handler: async ({ actor, db }) => accept({ plans: await loadTestPlans(db, memberOf(actor)) }),
  }),
  plan: procedure({
    access: "plan.read",
    method: "GET",
    path: "/services/{serviceId}/test-plan",
    summary: "The test plan of one service",
    tags,
    input: testPlanInput,
    output: testPlanOutput,
    handler: async ({ input, actor, db }) => {
      const [plan] = await loadTestPlans(db, memberOf(actor), input.serviceId);
      return plan === undefined ? refuse("not_found", "There is no such service.") : accept(plan);
    },
  }),
  change: procedure({
    access: "handoff.judge",
    method: "PUT",
    path: "/services/{serviceId}/test-plan",
    summary: "Make the next version of a service's test plan; turns that have begun keep theirs",
    tags,
    input: changeTestPlanInput,
    output: z.object({ version: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeTestPlan(tx, memberOf(actor), input, now)),
  }),
};
