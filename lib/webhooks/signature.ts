import { Webhook } from "standardwebhooks";
import { isSame } from "@/lib/auth/secret";

/** How far the clock of the other side may be off, or a message may be late: what Standard Webhooks asks for. */
export const toleranceSeconds = 5 * 60;

export type SignatureHeaders = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

/**
 * The headers of Standard Webhooks for one sending of a message. With several secrets (a rotation's overlap) the receiver
 * finds one signature by each and accepts whichever it knows.
 */
export function signMessage(secrets: readonly string[], webhookId: string, now: Date, body: string): SignatureHeaders {
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(webhookId, now, body)).join(" "),
  };
}

export type SignatureVerdict = "valid" | "wrong" | "stale";

/**
 * Judges a received message. `stale`: it is signed rightly but its time is more than five minutes off; a message that is both
 * stale and wrongly signed is `wrong`, so that nobody learns anything by playing with times. The library's own check reads the
 * machine's clock and does not say which of the two it was; this one takes `now`.
 */
export function verifyMessage(
  secrets: readonly string[],
  headers: { webhookId: string; timestamp: string; signature: string },
  body: string,
  now: Date,
): SignatureVerdict {
  // `\d`, not parseInt: "1614265330 " or "1614265330abc" is not what was signed.
  if (!/^\d{1,12}$/.test(headers.timestamp) || headers.webhookId === "") return "wrong";
  const sentAt = new Date(Number(headers.timestamp) * 1000);
  const offered = headers.signature.split(" ").filter((signature) => signature.startsWith("v1,"));
  const matches = secrets.some((secret) => {
    const expected = new Webhook(secret).sign(headers.webhookId, sentAt, body);
    return offered.some((signature) => isSame(signature, expected));
  });
  if (!matches) return "wrong";
  return Math.abs(now.getTime() - sentAt.getTime()) <= toleranceSeconds * 1000 ? "valid" : "stale";
}
