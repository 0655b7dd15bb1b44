import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { isMember, may, readScope } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { range, uuid } from "@/lib/fields";
import { procedure } from "@/lib/rpc/procedure";
import { joinWaitlist } from "./commands/join-waitlist";
import { declineOffer, leaveWaitlist } from "./commands/leave-waitlist";
import { joinWaitlistInput, listWaitlistInput, waitlistEntryInput } from "./input";
import { listEntries } from "./queries/entries";

const tags = ["Waitlist"];
const entryOutput = z.object({ entryId: uuid });

/** Waiting for room in a full window. What is offered is taken like any own hold: `slots.bookHeld`. */
export const waitlistProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/waitlist",
    summary: "Who waits for room, in the order of the line, and what is offered to whom",
    tags,
    input: listWaitlistInput,
    output: z.object({
      entries: z.array(
        z.object({
          id: uuid,
          status: z.enum(["waiting", "offered"]),
          position: z.number(),
          durationMinutes: z.number(),
          within: range,
          askedAt: z.date(),
          askedBy: z.string(),
          environment: z.object({ id: uuid, name: z.string(), zone: z.string() }),
          window: z.object({ id: uuid, name: z.string() }).nullable(),
          team: z.object({ id: uuid, name: z.string(), hue: z.number() }),
          release: z.object({ id: uuid, name: z.string() }).nullable(),
          offer: z.object({ slotId: uuid, lane: z.number(), during: range, until: z.date() }).nullable(),
          /** Whether the offer is the reader's own to take. */
          isMine: z.boolean(),
          mayLeave: z.boolean(),
        }),
      ),
    }),
    handler: async ({ input, actor, db }) => {
      const personId = isMember(actor) ? actor.personId : undefined;
      const entries = await listEntries(db, readScope(actor), input);
      return accept({
        entries: entries.map(({ offer, status, askedById, ...entry }) => ({
          ...entry,
          status: status === "offered" ? ("offered" as const) : ("waiting" as const),
          offer: offer?.until ? { ...offer, until: offer.until } : null,
          isMine: askedById === personId,
          mayLeave: may(actor, "slot.book", entry.team.id),
        })),
      });
    },
  }),
  join: procedure({
    access: "slot.book",
    method: "POST",
    path: "/waitlist",
    status: 201,
    summary: "Wait for room in a full window: what falls free is held for the first in line",
    tags,
    input: joinWaitlistInput,
    output: entryOutput.extend({ position: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => joinWaitlist(tx, actor, input, now)),
  }),
  leave: procedure({
    access: "slot.book",
    method: "POST",
    path: "/waitlist/{entryId}/leave",
    summary: "Leave the line; what was offered goes to the next",
    tags,
    input: waitlistEntryInput,
    output: entryOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => leaveWaitlist(tx, actor, input, now)),
  }),
  decline: procedure({
    access: "slot.book",
    method: "POST",
    path: "/waitlist/{entryId}/decline",
    summary: "Decline the offered room and wait on for other room",
    tags,
    input: waitlistEntryInput,
    output: entryOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => declineOffer(tx, actor, input, now)),
  }),
};
