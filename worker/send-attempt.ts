import type { Agent } from "undici";
import { leaseMillis, type OutgoingCall } from "@/lib/deployments/commands/begin-attempts";
import type { Clock } from "@/lib/time/clock";
import { openSecret } from "@/lib/webhooks/secret";
import { type Answer, sendCall } from "@/lib/webhooks/send-call";
import { signMessage } from "@/lib/webhooks/signature";

/**
 * Sends one attempt that was written down, signed for this moment, and keeps its lease while the call is under way. Time has passed since
 * it was written down: what is sent is sent before its limit or not at all.
 */
export async function sendAttempt(
  call: OutgoingCall,
  { agent, now, renew }: { agent: Agent; now: Clock; renew: () => Promise<void> },
): Promise<Answer> {
  const { webhookId, url, body, fencingNumber, sealedSecrets, callUntil } = call;
  const at = now();
  const left = callUntil.getTime() - at.getTime();
  if (left <= 0) return { kind: "failed", forbidden: false, error: "The time for calls ended before it was sent." };
  const renewal = setInterval(() => {
    renew().catch(() => undefined);
  }, leaseMillis / 3);
  try {
    return await sendCall(agent, {
      url,
      body,
      headers: {
        ...signMessage(sealedSecrets.map(openSecret), webhookId, at, body),
        "x-signalbox-fencing-number": String(fencingNumber),
      },
      timeoutMillis: Math.min(call.callTimeoutSeconds * 1000, left),
    });
  } finally {
    clearInterval(renewal);
  }
}
