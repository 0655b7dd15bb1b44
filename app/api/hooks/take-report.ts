import { maxReportBytes } from "@/lib/deployments/input";
import { answerWithError } from "@/lib/rpc/answer-errors";
import { boundedRequest } from "@/lib/rpc/bounded-request";
import type { RequestContext } from "@/lib/rpc/procedure";
import { refusalError } from "@/lib/rpc/refusal-error";
import { contextOfRequest } from "@/lib/rpc/request-context";

type SignedReport = { webhookId: string; timestamp: string; signature: string; body: string };
type Answer = (report: SignedReport, options: { context: RequestContext }) => Promise<unknown>;

/** Where receivers report: the headers of Standard Webhooks and the exact text of the body become a procedure's input. */
export async function takeReport(request: Request, answer: Answer): Promise<Response> {
  const bounded = await boundedRequest(request, maxReportBytes);
  if (!bounded) {
    const message = `A report may have at most ${maxReportBytes} bytes.`;
    return Response.json(refusalError({ code: "too_large", message, rules: [] }).toJSON(), { status: 413 });
  }
  const { headers } = bounded;
  const report = {
    webhookId: headers.get("webhook-id") ?? "",
    timestamp: headers.get("webhook-timestamp") ?? "",
    signature: headers.get("webhook-signature") ?? "",
    body: await bounded.text(),
  };
  if (!report.webhookId || !report.timestamp || !report.signature) {
    const message = "Send webhook-id, webhook-timestamp and webhook-signature, as Standard Webhooks describes.";
    return Response.json(refusalError({ code: "signature_wrong", message, rules: [] }).toJSON(), { status: 401 });
  }
  try {
    return Response.json(await answer(report, { context: await contextOfRequest(bounded) }));
  } catch (error) {
    return answerWithError(error);
  }
}
