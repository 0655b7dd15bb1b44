import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { claimHandoff, returnHandoff, takeOverHandoff } from "@/lib/handoffs/commands/claim-handoff";
import { handOver } from "@/lib/handoffs/commands/hand-over";
import { acceptHandoff, rejectHandoff } from "@/lib/handoffs/commands/judge-handoff";
import { withdrawHandoff } from "@/lib/handoffs/commands/withdraw-handoff";
import {
  handOverInput,
  handOverOutput,
  handoffInput,
  queueInput,
  queueOutput,
  rejectInput,
  withdrawInput,
} from "@/lib/handoffs/input";
import { acceptInput } from "@/lib/handoffs/input/acts";
import { loadQueue } from "@/lib/handoffs/queries/queue";
import { countWaiting } from "@/lib/handoffs/queries/waiting-count";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { many } from "./many";
import { turnProcedures } from "./turn";

const tags = ["Hand-overs"];
const done = z.object({ handoffId: z.string() });

export const handoffsProcedures = {
  ...turnProcedures,
  many,
  queue: procedure({
    access: "plan.read",
    method: "GET",
    path: "/queue",
    summary: "QA's queue in its order, with the figures of the last 30 days",
    tags,
    input: queueInput,
    output: queueOutput,
    handler: async ({ input, actor, now, db }) => accept(await loadQueue(db, memberOf(actor), input, now)),
  }),
  counts: procedure({
    access: "plan.read",
    method: "GET",
    path: "/queue/counts",
    summary: "How many builds wait for a tester",
    tags,
    input: noInput,
    output: z.object({ waiting: z.number() }),
    handler: async ({ actor, db }) => accept({ waiting: await countWaiting(db, memberOf(actor)) }),
  }),
  handOver: procedure({
    access: "release.write",
    method: "POST",
    path: "/handoffs",
    summary: "Hand a build over to QA; the same artifact again gives the same build, with created: false",
    tags,
    status: 201,
    input: handOverInput,
    output: handOverOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => handOver(tx, memberOf(actor), input, now)),
  }),
  claim: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/claim",
    summary: "Take a build out of the queue to test it",
    tags,
    input: handoffInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => claimHandoff(tx, memberOf(actor), input, now)),
  }),
  takeOver: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/take-over",
    summary: "Take a build over that a colleague has in test",
    tags,
    input: handoffInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => takeOverHandoff(tx, memberOf(actor), input, now)),
  }),
  giveBack: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/give-back",
    summary: "Give a claimed build back to the queue",
    tags,
    input: handoffInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => returnHandoff(tx, memberOf(actor), input, now)),
  }),
  accept: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/accept",
    summary: "Accept exactly this build, or under a condition that somebody stands for until a day",
    tags,
    input: acceptInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => acceptHandoff(tx, memberOf(actor), input, now)),
  }),
  reject: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/reject",
    summary: "Send a build back to its developers with category, severity and reason",
    tags,
    input: rejectInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => rejectHandoff(tx, memberOf(actor), input, now)),
  }),
  withdraw: procedure({
    access: "release.write",
    method: "POST",
    path: "/handoffs/{handoffId}/withdraw",
    summary: "Take a build back from QA before it is judged",
    tags,
    input: withdrawInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => withdrawHandoff(tx, memberOf(actor), input, now)),
  }),
};
