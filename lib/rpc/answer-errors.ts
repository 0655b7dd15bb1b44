import { ORPCError } from "@orpc/server";
import { isConnectionLost } from "@/db/connection-lost";
import { log, loggedError } from "@/lib/log";
import type { RequestContext } from "./procedure";
import { refusalError } from "./refusal-error";

const bug = "INTERNAL_SERVER_ERROR";
const unavailable = "The database does not answer just now. Nothing was half done; try again in a moment.";

type Call<Answer> = { context: RequestContext; next: () => Answer };

/**
 * What a caller is told of an error: a refusal is passed on, a database that is away is a refusal too (`unavailable`), and of a
 * bug nothing is said but that it is one. The last two go to the log, without the statement and its values.
 */
export function answerTo(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError && error.code !== bug) return error;
  if (isConnectionLost(error)) {
    log.warn({ err: loggedError(error) }, "the database does not answer");
    return refusalError({ code: "unavailable", message: unavailable, rules: [] });
  }
  log.error({ err: loggedError(error) }, "a procedure failed");
  return error instanceof ORPCError ? error : new ORPCError(bug);
}

/** The same as the whole answer of a route. */
export function answerWithError(error: unknown): Response {
  const told = answerTo(error);
  return Response.json(told.toJSON(), { status: told.status });
}

/** For procedures called inside the process, by pages and actions. Next would log what is thrown there with all it says. */
export const answeringErrors = [
  async <Answer>({ next }: { next: () => Promise<Answer> }): Promise<Answer> => {
    try {
      return await next();
    } catch (error) {
      throw answerTo(error);
    }
  },
];

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
          throw answerTo(error);
        }
      },
    ],
  };
}

function unreadable() {
  const message = "The request could not be read. Send JSON with the header Content-Type: application/json.";
  return refusalError({ code: "invalid_input", message, rules: [] });
}
