import { answerWithError } from "./answer-errors";
import { bodyLimitOf, boundedRequest } from "./bounded-request";
import type { RequestContext } from "./procedure";
import { refusalError } from "./refusal-error";
import { contextOfRequest } from "./request-context";

type Matched = { matched: true; response: Response } | { matched: false; response: undefined };
type Handler = {
  handle: (request: Request, options: { prefix: `/${string}`; context: RequestContext }) => Promise<Matched>;
};

/** Serves one door: bounds the body, finds out who calls, and answers in the shape of the closed list whatever happens. */
export async function serve(handler: Handler, request: Request, prefix: `/${string}`): Promise<Response> {
  const limit = bodyLimitOf(request);
  const bounded = await boundedRequest(request, limit);
  if (!bounded) return answer(413, "too_large", `A request may have at most ${limit} bytes.`);
  try {
    const context = await contextOfRequest(bounded);
    const { response } = await handler.handle(bounded, { prefix, context });
    return response ?? answer(404, "not_found", "There is nothing at this address.");
  } catch (error) {
    // Of the procedure's own errors the handler has made answers: this is about finding out who calls.
    return answerWithError(error);
  }
}

function answer(status: number, code: Parameters<typeof refusalError>[0]["code"], message: string): Response {
  return Response.json(refusalError({ code, message, rules: [] }).toJSON(), { status });
}
