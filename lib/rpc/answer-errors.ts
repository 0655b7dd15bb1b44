import { ORPCError } from "@orpc/server";
import { log, loggedError } from "@/lib/log";
import type { RequestContext } from "./procedure";
import { refusalError } from "./refusal-error";

type Call<Answer> = { context: RequestContext; next: () => Answer };

/** What a door does with errors: bugs go to the log, never to the caller, who gets a plain 500. */
export function logBug(error: unknown): void {
  if (error instanceof ORPCError && error.status < 500) return;
  log.error({ err: loggedError(error) }, "a procedure failed");
}

/**
 * The interceptors of every door. A request whose body or query cannot even be read never reaches a procedure: it is the
 * caller's fault, so it is answered in the shape of the closed list and is nothing for the log. oRPC's own answer would be a code
 * of its own.
 */
export function answerErrors() {
  const reached = new WeakSet<RequestContext>();
  return {
    clientInterceptors: [
      <Answer>({ context, next }: Call<Answer>): Answer => {
        reached.add(context);
        return next();
      },
    ],
    interceptors: [
      async <Answer>({ context, next }: Call<Promise<Answer>>): Promise<Answer> => {
        try {
          return await next();
        } catch (error) {
          if (!reached.has(context) && !(error instanceof ORPCError)) throw unreadable();
          logBug(error);
          throw error;
        }
      },
    ],
  };
}

function unreadable() {
  const message = "The request could not be read. Send JSON with the header Content-Type: application/json.";
  return refusalError({ code: "invalid_input", message, rules: [] });
}
