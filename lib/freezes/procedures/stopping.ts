import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { stopTheLine } from "@/lib/freezes/commands/stop-the-line";
import { previewStopInput, stopTheLineInput } from "@/lib/freezes/input";
import { readCurrentFreezes } from "@/lib/freezes/queries/current-freezes";
import { readStopPreview } from "@/lib/freezes/queries/stopped-line";
import { procedure } from "@/lib/rpc/procedure";
import { currentFreezeOutput, stopPreviewOutput } from "./outputs";

const tags = ["Freezes"];

/** What is closed right now, and closing everything at once. */
export const stoppingProcedures = {
  current: procedure({
    access: "plan.read",
    method: "GET",
    path: "/freezes/current",
    summary: "The freezes in force and those that begin within a day, as far as they concern one's teams",
    tags,
    input: noInput,
    output: z.object({ freezes: z.array(currentFreezeOutput) }),
    handler: async ({ actor, now, db }) => accept({ freezes: await readCurrentFreezes(db, readScope(actor), now) }),
  }),
  previewStop: procedure({
    access: "freeze.manage",
    method: "GET",
    path: "/stop-the-line",
    summary: "Whom stopping the line now would hit",
    tags,
    input: previewStopInput,
    output: stopPreviewOutput,
    handler: async ({ input, now, db }) => accept(await readStopPreview(db, input.environmentId, now)),
  }),
  stopTheLine: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/stop-the-line",
    status: 201,
    summary: "Stops the line: closes everything, or one environment, from now until it is lifted",
    tags,
    input: stopTheLineInput,
    output: z.object({ freezeId: z.string(), hits: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => stopTheLine(tx, actor, input, now)),
  }),
};
