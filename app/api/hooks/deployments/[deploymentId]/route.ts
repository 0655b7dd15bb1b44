import { call, ORPCError } from "@orpc/server";
import { maxReportBytes } from "@/lib/deployments/input";
import { deploymentsProcedures } from "@/lib/deployments/procedures";
import { logBug } from "@/lib/rpc/answer-errors";
import { boundedRequest } from "@/lib/rpc/bounded-request";
import { refusalError } from "@/lib/rpc/refusal-error";
import { contextOfRequest } from "@/lib/rpc/request-context";

type Params = { params: Promise<{ deploymentId: string }> };

/** Where receivers report: the headers of Standard Webhooks and the exact text of the body become the procedure's input. */
export async function POST(request: Request, { params }: Params) {
  const bounded = await boundedRequest(request, maxReportBytes);
  if (!bounded) {
    const message = `A report may have at most ${maxReportBytes} bytes.`;
    return Response.json(refusalError({ code: "too_large", message, rules: [] }).toJSON(), { status: 413 });
  }
  const { deploymentId } = await params;
  const { headers } = bounded;
  const input = {
    deploymentId,
    webhookId: headers.get("webhook-id") ?? "",
    timestamp: headers.get("webhook-timestamp") ?? "",
    signature: headers.get("webhook-signature") ?? "",
    body: await bounded.text(),
  };
  if (!input.webhookId || !input.timestamp || !input.signature) {
    const message = "Send webhook-id, webhook-timestamp and webhook-signature, as Standard Webhooks describes.";
    return Response.json(refusalError({ code: "signature_wrong", message, rules: [] }).toJSON(), { status: 401 });
  }
  try {
    return Response.json(await call(deploymentsProcedures.report, input, { context: await contextOfRequest(bounded) }));
  } catch (error) {
    if (error instanceof ORPCError) return Response.json(error.toJSON(), { status: error.status });
    logBug(error);
    return Response.json(new ORPCError("INTERNAL_SERVER_ERROR").toJSON(), { status: 500 });
  }
}
