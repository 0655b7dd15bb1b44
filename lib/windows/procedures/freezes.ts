import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { accept, refuse } from "@/lib/domain/refusal";
import { decideFreezeRule } from "@/lib/domain/window-rule";
import { procedure } from "@/lib/rpc/procedure";
import { changeFreeze, createFreeze, liftFreeze, reinstateFreeze } from "@/lib/windows/commands/freeze";
import {
  changeFreezeInput,
  createFreezeInput,
  freezeInput,
  listFreezesInput,
  previewFreezeInput,
} from "@/lib/windows/input";
import { readFreezePreview } from "@/lib/windows/queries/freeze-preview";
import { listFreezes } from "@/lib/windows/queries/freezes";
import { previewOutput, rangeOutput, timeRuleOutput } from "./shapes";

const tags = ["Freezes"];

const freezeOutput = z.object({
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  grade: z.enum(freezeGrades),
  ...timeRuleOutput,
  liftedAt: z.date().nullable(),
  liftedBy: z.string().nullable(),
  /** The stretch in force now, or the next one. */
  nextPeriod: rangeOutput.nullable(),
  /** What it reaches; empty: everything. */
  scope: z.array(z.object({ kind: z.enum(["environment", "team", "service"]), id: z.string(), name: z.string() })),
});

/** A booked slot that will be missed unless it is moved. */
const hitOutput = z.object({
  id: z.string(),
  environmentName: z.string(),
  zone: z.string(),
  teamName: z.string().nullable(),
  during: rangeOutput,
  releases: z.array(z.object({ serviceName: z.string(), version: z.string() })),
});

export const freezesProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/freezes",
    summary: "Lists freezes by when they close next",
    tags,
    input: listFreezesInput,
    output: z.object({ freezes: z.array(freezeOutput) }),
    handler: async ({ input, now, db }) => accept({ freezes: await listFreezes(db, input, now) }),
  }),
  get: procedure({
    access: "plan.read",
    method: "GET",
    path: "/freezes/{freezeId}",
    summary: "Reads one freeze",
    tags,
    input: freezeInput,
    output: freezeOutput,
    handler: async ({ input, now, db }) => {
      const [freeze] = await listFreezes(db, { past: true, freezeId: input.freezeId }, now);
      return freeze ? accept(freeze) : refuse("not_found", "There is no such freeze.");
    },
  }),
  preview: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freezes/preview",
    summary: "Shows when a freeze would close and which booked slots it would hit, without saving it",
    tags,
    input: previewFreezeInput,
    output: z.object({ ...previewOutput, hits: z.array(hitOutput) }),
    handler: async ({ input, now, db }) => {
      const checked = decideFreezeRule({ ...input, rdates: [] }, now);
      return checked.ok ? accept(await readFreezePreview(db, input, now)) : checked;
    },
  }),
  create: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freezes",
    summary: "Adds a freeze; it wins over slots that are booked already",
    tags,
    status: 201,
    input: createFreezeInput,
    output: z.object({ freezeId: z.string(), hits: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createFreeze(tx, actor, input, now)),
  }),
  change: procedure({
    access: "freeze.manage",
    method: "PATCH",
    path: "/freezes/{freezeId}",
    summary: "Changes a freeze from now on",
    tags,
    input: changeFreezeInput,
    output: z.object({ hits: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeFreeze(tx, actor, input, now)),
  }),
  lift: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freezes/{freezeId}/lift",
    summary: "Ends a freeze at once",
    tags,
    input: freezeInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => liftFreeze(tx, actor, input, now)),
  }),
  reinstate: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freezes/{freezeId}/reinstate",
    summary: "Takes the lifting of a freeze back",
    tags,
    input: freezeInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => reinstateFreeze(tx, actor, input, now)),
  }),
};
