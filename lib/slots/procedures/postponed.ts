import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { may, readScope } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { dropPostponed, planPostponed } from "@/lib/slots/commands/decide-postponed";
import { inBookingTransaction } from "@/lib/slots/commands/in-booking-transaction";
import { dropPostponedInput, listPostponedInput, postponedInput, postponedOutput } from "@/lib/slots/input/postponed";
import { listPostponed } from "@/lib/slots/queries/list-postponed";
import { bookedSlotOutput } from "./outputs";

const tags = ["Slots"];

/** What freezes kept from leaving, and where it goes instead. */
export const postponedProcedures = {
  postponed: procedure({
    access: "plan.read",
    method: "GET",
    path: "/postponed-slots",
    summary:
      "What freezes kept from leaving and waits to be planned again, each with the place that it would be given now",
    tags,
    input: listPostponedInput,
    output: z.object({ postponed: z.array(postponedOutput) }),
    handler: async ({ input, actor, now, db }) => {
      const rows = await listPostponed(db, input, readScope(actor), now);
      return accept({
        postponed: rows.map((row) => ({ ...row, may: { decide: may(actor, "slot.book", row.team.id) } })),
      });
    },
  }),
  planPostponed: procedure({
    access: "slot.book",
    method: "POST",
    path: "/postponed-slots/{postponementId}/plan",
    status: 201,
    summary: "Books what a freeze had postponed into the next free place, at the pace of the thaw",
    tags,
    input: postponedInput,
    output: bookedSlotOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => planPostponed(tx, actor, input, now)),
  }),
  dropPostponed: procedure({
    access: "slot.book",
    method: "POST",
    path: "/postponed-slots/{postponementId}/drop",
    summary: "Decides that what a freeze had postponed is not planned again",
    tags,
    input: dropPostponedInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => dropPostponed(tx, actor, input, now)),
  }),
};
