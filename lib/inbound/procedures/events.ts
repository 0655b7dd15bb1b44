import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { eventOutcomes, sourceKinds } from "@/lib/domain/inbound/source-words";
import { accept, refuse } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import { replayEvent } from "@/lib/inbound/commands/replay-event";
import { eventInput, listInboundEventsInput } from "@/lib/inbound/input";
import { listInboundEvents, loadInboundEvent } from "@/lib/inbound/queries/events";
import { procedure } from "@/lib/rpc/procedure";
import { receivedOutput } from "./receive";

const tags = ["Inbound"];

const eventOutput = z.object({
  id: uuid,
  source: z.object({ id: uuid, name: z.string(), kind: z.enum(sourceKinds) }),
  eventType: z.string(),
  summary: z.string(),
  place: z.string(),
  receivedAt: z.date(),
  /** By the sender's clock. */
  occurredAt: z.date().nullable(),
  outcome: z.enum(eventOutcomes),
  reason: z.string(),
  effects: z.array(
    z.object({
      kind: z.enum(["release", "build", "check", "deployment"]),
      name: z.string(),
      releaseId: z.string().optional(),
      deploymentId: z.string().optional(),
    }),
  ),
  /** How often the same delivery came again. */
  repeats: z.number(),
  repeatedAt: z.date().nullable(),
  replayedAt: z.date().nullable(),
});

export const eventProcedures = {
  events: procedure({
    access: "service.manage",
    method: "GET",
    path: "/inbound/events",
    summary: "The log of events, newest first, each with what came of it",
    tags,
    input: listInboundEventsInput.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    output: z.object({ events: z.array(eventOutput), nextCursor: z.string().optional() }),
    handler: async ({ input, db }) => {
      if (input.cursor !== undefined && !uuid.safeParse(input.cursor).success)
        return refuse("invalid_input", "This is no cursor of ours.", { field: "cursor" });
      return accept(await listInboundEvents(db, input));
    },
  }),
  event: procedure({
    access: "service.manage",
    method: "GET",
    path: "/inbound/events/{eventId}",
    summary: "One event with what was sent",
    tags,
    input: eventInput,
    output: eventOutput.extend({
      deliveryId: z.string(),
      ref: z.string().nullable(),
      commitSha: z.string().nullable(),
      artifactDigest: z.string().nullable(),
      /** Null: no longer kept. */
      payload: z.string().nullable(),
      payloadBytes: z.number(),
    }),
    handler: async ({ input, db }) => {
      const event = await loadInboundEvent(db, input.eventId);
      return event === undefined ? refuse("not_found", "There is no such event.") : accept(event);
    },
  }),
  replay: procedure({
    access: "service.manage",
    method: "POST",
    path: "/inbound/events/{eventId}/replay",
    summary: "Let a kept event take its effect once more; what is known or older changes nothing",
    tags,
    input: eventInput,
    output: receivedOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => replayEvent(tx, actor, input.eventId, now)),
  }),
};
