import type { AnySchema, ErrorMap } from "@orpc/contract";
import type { DecoratedProcedure } from "@orpc/server";
import { answeringErrors } from "./answer-errors";
import type { ProcedureMeta, RequestContext } from "./procedure";
import { contextOfHeaders } from "./request-context";

/** The server action of a procedure: the same checks, with the session of whoever pressed the button. */
export function action<
  Current extends Record<PropertyKey, unknown>,
  Input extends AnySchema,
  Output extends AnySchema,
  Errors extends ErrorMap,
>(procedure: DecoratedProcedure<RequestContext & Record<never, never>, Current, Input, Output, Errors, ProcedureMeta>) {
  return procedure.actionable({ context: contextOfHeaders, interceptors: answeringErrors });
}
