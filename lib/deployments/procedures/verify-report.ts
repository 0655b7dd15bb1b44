import type { z } from "zod";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { verifyMessage } from "@/lib/webhooks/signature";

type Signed = { webhookId: string; timestamp: string; signature: string; body: string };

/**
 * What a receiver says, once its signature is found to be right. The signature comes before the body is looked at: a stranger learns
 * nothing of what a good report looks like. Refuses with `signature_wrong`, `timestamp_stale`, and `invalid_input` with the field.
 */
export function verifyReport<Body extends z.ZodType>(
  schema: Body,
  input: Signed,
  secrets: string[],
  now: Date,
): Result<z.output<Body>> {
  const verdict = verifyMessage(secrets, input, input.body, now);
  if (verdict === "wrong") return refuse("signature_wrong", "The signature is not that of this deployment's target.");
  if (verdict === "stale") return refuse("timestamp_stale", "The report is signed for a time more than 5 minutes off.");
  const parsed = schema.safeParse(jsonOf(input.body));
  if (parsed.success) return accept(parsed.data);
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = unknown ?? issue?.path.join(".") ?? "";
  const reason = unknown === undefined ? (issue?.message ?? "cannot be read") : "is not a field of a report";
  return refuse("invalid_input", `${field || "body"}: ${reason}`, { field: field || "body" });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
