import { createHash } from "node:crypto";
import { isSame } from "@/lib/auth/secret";
import { plainText, textAt, valueAt } from "@/lib/domain/inbound/payload";
import type { SourceKind } from "@/lib/domain/inbound/source-words";
import { withoutVariables } from "@/lib/domain/inbound/without-variables";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ReceiveEventInput } from "@/lib/inbound/input";
import { isSignedByGithub } from "@/lib/webhooks/github-signature";
import { verifyMessage } from "@/lib/webhooks/signature";

const wrong = refuse("signature_wrong", "The event is not signed with the secret of this source.");

/**
 * Whether the source's secret vouches for the event, in the manner of its kind: GitHub signs the body, GitLab sends the secret along,
 * CDEvents come signed by Standard Webhooks or with the secret as a bearer token. Refuses `signature_wrong` and `timestamp_stale`.
 */
export function verifyDelivery(
  kind: SourceKind,
  secrets: readonly string[],
  input: ReceiveEventInput,
  now: Date,
): Result<null> {
  const { signature, token, body, webhookId, timestamp } = input;
  const isToken = () => token !== "" && secrets.some((secret) => isSame(secret, token));
  if (kind === "github") return isSignedByGithub(secrets, signature, body) ? accept(null) : wrong;
  if (kind === "gitlab") return isToken() ? accept(null) : wrong;
  if (signature === "") return isToken() ? accept(null) : wrong;
  const verdict = verifyMessage(secrets, { webhookId, timestamp, signature }, body, now);
  if (verdict === "stale") return refuse("timestamp_stale", "The event is signed for a time more than 5 minutes off.");
  return verdict === "valid" ? accept(null) : wrong;
}

/** What of an event is kept: GitHub's forms unpacked, without what Postgres cannot store and without values that may be secret. */
export function deliveryOf(kind: SourceKind, input: ReceiveEventInput) {
  const payload = textOf(input).replaceAll("\u0000", "").toWellFormed();
  return {
    deliveryId: deliveryIdOf(kind, input, payload),
    headerEvent: plainText(input.event, 120) ?? "",
    payload: kind === "gitlab" ? withoutVariables(payload) : payload,
    bytes: Buffer.byteLength(input.body),
  };
}

/** GitHub's form to set up a webhook starts with `application/x-www-form-urlencoded`; many leave it there. */
function textOf({ contentType, body }: ReceiveEventInput): string {
  if (!contentType.toLowerCase().startsWith("application/x-www-form-urlencoded")) return body;
  return new URLSearchParams(body).get("payload") ?? body;
}

/** The sender's own id; of a CDEvent its type, source and id, which are unique together. Without one, the same body is the same event. */
function deliveryIdOf(kind: SourceKind, { deliveryId }: ReceiveEventInput, payload: string): string {
  if (kind !== "cdevents") {
    const own = plainText(deliveryId, 200);
    if (own !== undefined) return own;
  }
  const told = kind === "cdevents" ? cdeventIdOf(payload) : undefined;
  return told ?? `sha256:${createHash("sha256").update(payload).digest("hex")}`;
}

function cdeventIdOf(payload: string): string | undefined {
  try {
    const envelope: unknown = JSON.parse(payload);
    const data = valueAt(envelope, "data");
    const body = valueAt(data, "context") === undefined ? envelope : data;
    const id = textAt(body, "context.id", 200);
    if (id === undefined) return undefined;
    const whole = `${textAt(body, "context.type") ?? ""} ${textAt(body, "context.source") ?? ""} ${id}`;
    return whole.length <= 400 ? whole : undefined;
  } catch {
    return undefined;
  }
}
