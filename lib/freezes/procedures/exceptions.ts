import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { type Actor, may, readScope } from "@/lib/auth/actor";
import { waitsForReview } from "@/lib/domain/freeze-exception";
import { accept } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import {
  grantException,
  refuseException,
  reviewException,
  revokeException,
  withdrawException,
} from "@/lib/freezes/commands/decide-exception";
import { requestException } from "@/lib/freezes/commands/request-exception";
import {
  exceptionInput,
  exceptionOutput,
  grantExceptionInput,
  listExceptionsInput,
  refuseExceptionInput,
  requestExceptionInput,
  reviewExceptionInput,
} from "@/lib/freezes/input/exceptions";
import { countExceptions, listExceptions } from "@/lib/freezes/queries/exceptions";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["Freezes"];

type Listed = Awaited<ReturnType<typeof listExceptions>>[number];

/** What the actor may do with it now; the commands decide again. */
function mayDo(actor: Actor, exception: Listed, now: Date) {
  const { personId } = memberOf(actor);
  const isOwn = exception.askedBy === personId;
  const manages = may(actor, "freeze.manage", null) && !isOwn;
  const { status, during } = exception;
  return {
    answer: manages && status === "requested",
    withdraw: isOwn && status === "requested",
    revoke: may(actor, "freeze.manage", null) && status === "granted" && during.end > now,
    review: manages && waitsForReview(exception, now),
  };
}

/** Break-glass: asked for with a reason, answered by somebody else, time-boxed, reviewed afterwards. */
export const exceptionProcedures = {
  exceptions: procedure({
    access: "plan.read",
    method: "GET",
    path: "/freeze-exceptions",
    summary: "Lists exceptions from freezes, the newest first, with what became of them",
    tags,
    input: listExceptionsInput,
    output: z.object({ exceptions: z.array(exceptionOutput) }),
    handler: async ({ input, actor, now, db }) => {
      const rows = await listExceptions(db, input, readScope(actor), now);
      return accept({
        exceptions: rows.map(({ askedBy, ...row }) => ({ ...row, may: mayDo(actor, { ...row, askedBy }, now) })),
      });
    },
  }),
  counts: procedure({
    access: "freeze.manage",
    method: "GET",
    path: "/freeze-exceptions/counts",
    summary: "How many exceptions wait for an answer, and how many for their review",
    tags,
    input: noInput,
    output: z.object({ waiting: z.number(), toReview: z.number() }),
    handler: async ({ now, db }) => accept(await countExceptions(db, now)),
  }),
  requestException: procedure({
    access: "slot.book",
    method: "POST",
    path: "/freeze-exceptions",
    status: 201,
    summary: "Asks for an exception from a freeze for one release in one environment",
    tags,
    input: requestExceptionInput,
    output: z.object({ exceptionId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => requestException(tx, actor, input, now)),
  }),
  grantException: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freeze-exceptions/{exceptionId}/grant",
    summary: "Grants an exception that somebody else asked for",
    tags,
    input: grantExceptionInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => grantException(tx, actor, input, now)),
  }),
  refuseException: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freeze-exceptions/{exceptionId}/refuse",
    summary: "Refuses an exception that somebody else asked for, with the reason",
    tags,
    input: refuseExceptionInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => refuseException(tx, actor, input, now)),
  }),
  withdrawException: procedure({
    access: "slot.book",
    method: "POST",
    path: "/freeze-exceptions/{exceptionId}/withdraw",
    summary: "Takes one's own request for an exception back",
    tags,
    input: exceptionInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => withdrawException(tx, actor, input, now)),
  }),
  revokeException: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freeze-exceptions/{exceptionId}/revoke",
    summary: "Ends a granted exception before its time",
    tags,
    input: exceptionInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => revokeException(tx, actor, input, now)),
  }),
  reviewException: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/freeze-exceptions/{exceptionId}/review",
    summary: "Writes down what looking back at an exception found",
    tags,
    input: reviewExceptionInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => reviewException(tx, actor, input, now)),
  }),
};
