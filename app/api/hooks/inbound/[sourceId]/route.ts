import { call } from "@orpc/server";
import { maxEventBytes } from "@/lib/inbound/input";
import { inboundProcedures } from "@/lib/inbound/procedures";
import { answerWithError } from "@/lib/rpc/answer-errors";
import { boundedRequest } from "@/lib/rpc/bounded-request";
import { refusalError } from "@/lib/rpc/refusal-error";
import { contextOfRequest } from "@/lib/rpc/request-context";

type Params = { params: Promise<{ sourceId: string }> };

/** Where GitHub, GitLab and whatever speaks CDEvents send their events: their headers and the exact text become a procedure's input. */
export async function POST(request: Request, { params }: Params) {
  const { sourceId } = await params;
  const bounded = await boundedRequest(request, maxEventBytes);
  if (!bounded) {
    const message = `An event may have at most ${maxEventBytes} bytes.`;
    return Response.json(refusalError({ code: "too_large", message, rules: [] }).toJSON(), { status: 413 });
  }
  const { headers } = bounded;
  const first = (...names: string[]) => names.map((name) => headers.get(name)).find((value) => value) ?? "";
  const [, bearer = ""] = /^Bearer\s+(\S+)\s*$/i.exec(first("authorization")) ?? [];
  try {
    const event = {
      sourceId,
      event: first("x-github-event", "x-gitlab-event", "ce-type"),
      deliveryId: first("x-github-delivery", "idempotency-key", "x-gitlab-event-uuid"),
      signature: first("x-hub-signature-256", "webhook-signature"),
      token: first("x-gitlab-token") || bearer,
      webhookId: first("webhook-id"),
      timestamp: first("webhook-timestamp"),
      contentType: first("content-type"),
      body: await bounded.text(),
    };
    return Response.json(await call(inboundProcedures.receive, event, { context: await contextOfRequest(bounded) }));
  } catch (error) {
    return answerWithError(error);
  }
}
