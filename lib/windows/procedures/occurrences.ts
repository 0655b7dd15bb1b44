import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { procedure } from "@/lib/rpc/procedure";
import { cancelOccurrence, restoreOccurrence } from "@/lib/windows/commands/occurrence";
import { cancelOccurrenceInput, occurrenceInput, windowStatusInput } from "@/lib/windows/input";
import { readWindowStatus } from "@/lib/windows/queries/window-status";
import { ruleOutput } from "./shapes";

const placeOutput = z.object({ id: z.string(), name: z.string() });

export const occurrenceProcedures = {
  cancelOccurrence: procedure({
    access: "window.manage",
    method: "POST",
    path: "/occurrences/{occurrenceId}/cancel",
    summary: "Cancels one opening of a window in which no slot is booked",
    tags: ["Windows"],
    input: cancelOccurrenceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => cancelOccurrence(tx, actor, input, now)),
  }),
  restoreOccurrence: procedure({
    access: "window.manage",
    method: "POST",
    path: "/occurrences/{occurrenceId}/restore",
    summary: "Lets a cancelled opening take place after all",
    tags: ["Windows"],
    input: occurrenceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => restoreOccurrence(tx, actor, input, now)),
  }),
  status: procedure({
    access: "plan.read",
    method: "GET",
    path: "/window-status",
    summary: "May I deploy? Whether an environment is open at an instant, why, and when it opens next",
    tags: ["Windows"],
    input: windowStatusInput,
    output: z.object({
      decision: z.enum(["open", "closed"]),
      reasons: z.array(ruleOutput),
      instant: z.date(),
      zone: z.string(),
      nextChangeAt: z.date().optional(),
      nextOpen: z.date().optional(),
      environment: placeOutput,
      service: placeOutput.nullable(),
    }),
    handler: ({ input, actor, now, db }) => readWindowStatus(db, readScope(actor), input, now),
  }),
};
