import { z } from "zod";
import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { planSections } from "@/lib/domain/plan";
import { planEffectKinds } from "@/lib/domain/plan-effect";
import { planToWrite } from "@/lib/domain/plan-to-write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { noInput, range } from "@/lib/fields";
import { applyPlan, comparePlan } from "@/lib/plans/commands/apply-plan";
import { applyPlanInput, comparePlanInput } from "@/lib/plans/input";
import { readPlanText } from "@/lib/plans/input/read-plan-text";
import { writePlanText } from "@/lib/plans/input/write-plan-text";
import { checkAddresses } from "@/lib/plans/queries/check-addresses";
import { loadEarlierParts } from "@/lib/plans/queries/earlier-parts";
import { loadStandingPlan } from "@/lib/plans/queries/standing-plan";
import { procedure } from "@/lib/rpc/procedure";

const tags = ["Plan"];

const affectedSlot = z.object({
  id: z.string(),
  name: z.string(),
  environmentName: z.string(),
  teamName: z.string().nullable(),
  during: range,
  zone: z.string(),
});

const changeOutput = z.object({
  section: z.enum(planSections),
  action: z.enum(["add", "change", "remove"]),
  name: z.string(),
  /** Where it stands in the file; what is removed stands nowhere. */
  line: z.number().optional(),
  /** In words; `before` is empty for what is new. */
  fields: z.array(z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })),
  /** What it does to booked slots. */
  effects: z.array(z.object({ kind: z.enum(planEffectKinds), words: z.string(), slots: z.array(affectedSlot) })),
  /** Why it cannot be made: applying would be refused with it. */
  problem: z
    .object({
      code: z.string(),
      message: z.string(),
      rules: z.array(z.object({ kind: z.string(), id: z.string().optional(), name: z.string(), reason: z.string() })),
    })
    .optional(),
});

const comparisonOutput = z.object({
  changes: z.array(changeOutput),
  /** What stands in a declared section and is not in the file: it stays unless `prune` is set. */
  undeclared: z.array(z.object({ section: z.enum(planSections), name: z.string() })),
  notes: z.array(z.object({ line: z.number().optional(), text: z.string() })),
  /** Names exactly this comparison: applying asks for it. */
  digest: z.string(),
});

export const planFileProcedures = {
  export: procedure({
    access: "plan.read",
    method: "GET",
    path: "/plan",
    summary: "Writes the plan as one YAML file: the same plan is the same file to the byte",
    tags,
    input: noInput,
    output: z.object({
      text: z.string(),
      /** What the file has no word for, in sentences. */
      notes: z.array(z.string()),
    }),
    handler: async ({ actor, now, db }) => {
      if (readScope(actor) !== "all")
        return refuse("forbidden", "The plan is that of the whole organisation; you may read a part of it.");
      const plan = planToWrite(await loadStandingPlan(db, now));
      return accept({ text: writePlanText(plan, env().publicUrl), notes: await loadEarlierParts(db, now) });
    },
  }),
  compare: procedure({
    access: "plan.apply",
    method: "POST",
    path: "/plan/compare",
    summary: "Shows what applying a plan file would do, without doing it",
    tags,
    input: comparePlanInput,
    output: comparisonOutput,
    handler: ({ input, actor, now, db }) =>
      withAddresses(db, input, (found) => inTransaction(db, (tx) => comparePlan(tx, actor, found, now))),
  }),
  apply: procedure({
    access: "plan.apply",
    method: "POST",
    path: "/plan/apply",
    summary: "Applies a plan file exactly as it was compared: all of it, or nothing",
    tags,
    input: applyPlanInput,
    output: comparisonOutput,
    handler: ({ input, actor, now, db }) =>
      withAddresses(db, input, (found) => inTransaction(db, (tx) => applyPlan(tx, actor, found, now))),
  }),
};

/** Looks up what the file's addresses lead to before anything is locked. A file that cannot be read is refused here already. */
async function withAddresses<Input extends { text: string }, Value>(
  db: Database,
  input: Input,
  run: (found: Input & { addresses: Awaited<ReturnType<typeof checkAddresses>> }) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const file = readPlanText(input.text);
  if (!file.ok) return file;
  return await run({ ...input, addresses: await checkAddresses(db, file.value.plan) });
}
