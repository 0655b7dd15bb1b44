import { z } from "zod";
import { actorKinds } from "@/lib/domain/actor-kind";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { listEventsInput } from "./input";
import { listEvents, listWords } from "./queries/events";
import { chainFaults, chainInWords, verifyChain } from "./queries/verify-chain";

const tags = ["Audit"];

const eventOutput = z.object({
  /** Its place in the chain. */
  seq: z.number(),
  id: z.string(),
  at: z.date(),
  actorKind: z.enum(actorKinds),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string().nullable(),
  subjectName: z.string(),
  releaseId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

export const auditProcedures = {
  list: procedure({
    access: "audit.read",
    method: "GET",
    path: "/audit",
    summary: "Reads the audit log, newest first",
    tags,
    input: listEventsInput,
    output: z.object({ events: z.array(eventOutput), nextCursor: z.string().optional() }),
    handler: ({ input, db }) => listEvents(db, input),
  }),
  words: procedure({
    access: "audit.read",
    method: "GET",
    path: "/audit/words",
    summary: "Lists the actions and kinds of subject that the audit log holds",
    tags,
    input: z.strictObject({}),
    output: z.object({ actions: z.array(z.string()), subjectKinds: z.array(z.string()) }),
    handler: async ({ db }) => accept(await listWords(db)),
  }),
  verify: procedure({
    access: "audit.read",
    method: "GET",
    path: "/audit/verify",
    summary: "Checks that nothing was changed in the audit log or taken out of it",
    tags,
    input: z.strictObject({}),
    output: z.object({
      intact: z.boolean(),
      entries: z.number(),
      head: z.string().nullable(),
      broken: z.object({ seq: z.number(), eventId: z.string().nullable(), why: z.enum(chainFaults) }).nullable(),
      unlinked: z.number(),
      /** The whole report as one sentence. */
      message: z.string(),
    }),
    handler: async ({ db }) => {
      const report = await verifyChain(db);
      return accept({ ...report, message: chainInWords(report) });
    },
  }),
};
