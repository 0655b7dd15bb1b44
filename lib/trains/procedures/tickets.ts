import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { uuid } from "@/lib/fields";
import { procedure } from "@/lib/rpc/procedure";
import { boardRelease } from "@/lib/trains/commands/board";
import { leaveTrain, moveTicket } from "@/lib/trains/commands/leave";
import { boardInput, leaveTrainInput, moveTicketInput, ticketsOfReleaseInput } from "@/lib/trains/input/tickets";
import { readTicketsOfRelease } from "@/lib/trains/queries/tickets-of-release";
import { releaseTicketsOutput } from "./outputs";

const tags = ["Trains"];
const ticketDone = z.object({ ticketId: uuid });

export const ticketProcedures = {
  ofRelease: procedure({
    access: "plan.read",
    method: "GET",
    path: "/releases/{releaseId}/tickets",
    summary: "Reads which train a release takes, every step of its way, and which departures it may board",
    tags,
    input: ticketsOfReleaseInput,
    output: releaseTicketsOutput,
    handler: ({ input, actor, now, db }) => readTicketsOfRelease(db, actor, input.releaseId, now),
  }),
  board: procedure({
    access: "slot.book",
    method: "POST",
    path: "/tickets",
    status: 201,
    summary: "Puts a release aboard a departure",
    tags,
    input: boardInput,
    output: ticketDone.extend({ bumped: z.string().nullable() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => boardRelease(tx, actor, input, now)),
  }),
  leave: procedure({
    access: "slot.book",
    method: "POST",
    path: "/tickets/{ticketId}/leave",
    summary: "Takes a release off its departure",
    tags,
    input: leaveTrainInput,
    output: ticketDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => leaveTrain(tx, actor, input, now)),
  }),
  moveTicket: procedure({
    access: "slot.book",
    method: "POST",
    path: "/tickets/{ticketId}/move",
    summary: "Moves a release to another departure",
    tags,
    input: moveTicketInput,
    output: ticketDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => moveTicket(tx, actor, input, now)),
  }),
};
