import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { newId } from "@/db/id";
import { loadRollbackContext, type RollbackContext } from "@/lib/deployments/queries/rollback-context";
import { rollbackCallBody } from "@/lib/domain/rollback-call";
import { env } from "@/lib/env";
import { leaseMillis, type OutgoingCall } from "./begin-attempts";
import { sealedSecretsOf } from "./sealed-secrets";

export type RollbackAttempt = OutgoingCall & { rollbackId: string; deliveryId: string; number: number };

export type RollbackBeginResult =
  | { begin: "started"; attempt: RollbackAttempt }
  /** Accepted, reported or ended already, or there is no such rollback: there is nothing to call. */
  | { begin: "settled" }
  /** Another worker is calling right now; its lease ends at `until` unless it is renewed. */
  | { begin: "leased"; until: Date }
  /** Its time is over and the call was never accepted. */
  | { begin: "too_late" };

/**
 * Begins one attempt of a rollback's call, as `beginAttempts` does for deployments: the lease is taken by compare-and-set and the delivery
 * written down in one statement, committed before anything is sent. A crash in between leaves a delivery without an answer, and the
 * attempt is made again under the same `webhook-id` (case 25).
 */
export async function beginRollbackAttempt(db: Reader, rollbackId: string, now: Date): Promise<RollbackBeginResult> {
  const context = await loadRollbackContext(db, rollbackId);
  if (context === undefined) return { begin: "settled" };
  const verdict = verdictOn(context, now);
  if (verdict !== undefined) return verdict;
  const [deliveryId, url, body] = [newId(), context.target.url, bodyOf(context)];
  const until = new Date(now.getTime() + leaseMillis);
  const at = now.toISOString();
  const { rows } = await db.execute<{ attempt: number }>(sql`
    with leased as (
      update rollbacks
      set status = 'calling', call_lease_until = ${until.toISOString()}::timestamptz, next_call_at = null, updated_at = now()
      where id = ${rollbackId} and status in ('pending', 'calling') and accepted_at is null and finished_at is null
        and (call_lease_until is null or call_lease_until <= ${at}::timestamptz) and call_until > ${at}::timestamptz
      returning id
    )
    insert into rollback_deliveries (id, rollback_id, attempt, url, request_body, sent_at)
    select ${deliveryId}::uuid, leased.id,
      1 + coalesce((select max(attempt) from rollback_deliveries earlier where earlier.rollback_id = leased.id), 0),
      ${url}, ${body}, ${at}::timestamptz
    from leased returning attempt`);
  const number = rows[0]?.attempt;
  // Ready a moment ago and not leased: another worker was faster.
  if (number === undefined) return { begin: "leased", until };
  const { webhookId, fencingNumber, callUntil, target } = context;
  const sealedSecrets = sealedSecretsOf(target, now);
  const { callTimeoutSeconds } = target;
  const call = { webhookId, url, body, fencingNumber, sealedSecrets, callTimeoutSeconds, callUntil };
  return { begin: "started", attempt: { rollbackId, deliveryId, number, ...call } };
}

/** Why there is nothing to begin, or `undefined` when there is. */
function verdictOn(context: RollbackContext, now: Date): RollbackBeginResult | undefined {
  const { status, acceptedAt, callUntil, callLeaseUntil } = context;
  if ((status !== "pending" && status !== "calling") || acceptedAt !== null) return { begin: "settled" };
  if (callLeaseUntil !== null && callLeaseUntil > now) return { begin: "leased", until: callLeaseUntil };
  return now >= callUntil ? { begin: "too_late" } : undefined;
}

function bodyOf({ id, previous, ...context }: RollbackContext): string {
  const { releaseId, version, number, artifactDigest } = previous;
  const isKnown = releaseId !== null && version !== null && number !== null && artifactDigest !== null;
  return rollbackCallBody({
    ...context,
    rollbackId: id,
    callbackUrl: `${env().publicUrl}/api/hooks/rollbacks/${id}`,
    previous: isKnown ? { release: { id: releaseId, version }, build: { number, artifactDigest } } : null,
  });
}
