import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { changeFreeze, createFreeze, liftFreeze, reinstateFreeze } from "@/lib/freezes/commands/freeze";
import {
  changeFreezeInput,
  createFreezeInput,
  freezeInput,
  listFreezesInput,
  previewFreezeInput,
} from "@/lib/freezes/input";
import { readFreeze } from "@/lib/freezes/queries/freeze-detail";
import { readFreezePreview } from "@/lib/freezes/queries/freeze-preview";
import { listFreezes } from "@/lib/freezes/queries/freezes";
import { readPlannedTimes } from "@/lib/freezes/queries/planned-times";
import { procedure } from "@/lib/rpc/procedure";
import { monthOutput, previewOutput } from "@/lib/rule-fields";
import { horizonAfter } from "@/lib/time/validate-rule";
import { freezeDetailOutput, freezeOutput, hitOutput, passingOutput } from "./outputs";

const tags = ["Freezes"];

export const freezeProcedures = {
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
    summary: "Reads one freeze with what it closes next and whom it hits",
    tags,
    input: freezeInput,
    output: freezeDetailOutput,
    handler: async ({ input, actor, now, db }) => {
      const freeze = await readFreeze(db, input.freezeId, readScope(actor), now);
      return freeze ? accept(freeze) : refuse("not_found", "There is no such freeze.");
    },
  }),
  preview: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freezes/preview",
    summary: "Shows when a freeze would close, which booked slots it would hit and which would pass, without saving it",
    tags,
    input: previewFreezeInput,
    output: z.object({
      ...previewOutput,
      month: monthOutput,
      hits: z.array(hitOutput),
      passing: z.array(passingOutput),
    }),
    handler: async ({ input, now, db }) => {
      const times = await readPlannedTimes(db, input, { start: now, end: horizonAfter(now) }, now);
      return times.ok ? accept(await readFreezePreview(db, input, times.value, now)) : times;
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
