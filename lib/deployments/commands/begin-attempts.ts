import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { newId } from "@/db/id";
import { type CallContext, loadCallContexts } from "@/lib/deployments/queries/call-contexts";
import { callBody } from "@/lib/domain/deployment-call";
import { env } from "@/lib/env";
import { sealedSecretsOf } from "./sealed-secrets";

/**
 * How long an attempt belongs to the worker that began it. It renews the lease while its call is under way; when it dies,
 * another may take over after this time.
 */
export const leaseMillis = 5_000;

/** What is sent in one attempt, be it of a deployment's call or of a rollback's. */
export type OutgoingCall = {
  webhookId: string;
  url: string;
  body: string;
  fencingNumber: number;
  /** Sealed; the previous one too while its overlap lasts. */
  sealedSecrets: string[];
  callTimeoutSeconds: number;
  /** Never send after this. */
  callUntil: Date;
};

export type Attempt = OutgoingCall & {
  deploymentId: string;
  deliveryId: string;
  /** 1 for the first. */
  number: number;
};

export type BeginResult =
  | { begin: "started"; attempt: Attempt }
  /** Accepted, reported or ended already: there is nothing to call. */
  | { begin: "settled" }
  /** Another worker is calling right now; its lease ends at `until` unless it is renewed. */
  | { begin: "leased"; until: Date }
  /** The slot is over and the call was never accepted. */
  | { begin: "too_late" };

/**
 * Begins one attempt for each of these deployments: takes the lease by compare-and-set, so that two workers never call at
 * once, and writes the delivery down in the same statement. Call it outside a transaction, so that both are committed before
 * anything is sent: a crash in between leaves a delivery without an answer, and the attempt is made again under the same
 * `webhook-id` (case 25). Two statements, however many there are; a transaction around them would cost two more round trips
 * in the one place where milliseconds count.
 */
export async function beginAttempts(
  db: Reader,
  deploymentIds: readonly string[],
  now: Date,
): Promise<Map<string, BeginResult>> {
  const contexts = await loadCallContexts(db, deploymentIds);
  const ready = contexts.filter((context) => verdictOn(context, now) === undefined);
  const wanted = ready.map((context) => ({
    deployment_id: context.id,
    delivery_id: newId(),
    url: context.target.url,
    body: bodyOf(context),
  }));
  const numbers = await takeLeases(db, wanted, now);
  const attempts = new Map(
    wanted.flatMap(({ deployment_id, delivery_id, url, body }) => {
      const context = ready.find(({ id }) => id === deployment_id);
      const number = numbers.get(deployment_id);
      if (context === undefined || number === undefined) return [];
      return [[deployment_id, attemptOf(context, { deliveryId: delivery_id, number, url, body }, now)]];
    }),
  );
  return new Map(
    contexts.map((context): [string, BeginResult] => {
      const attempt = attempts.get(context.id);
      if (attempt) return [context.id, { begin: "started", attempt }];
      // Ready a moment ago and not leased: another worker was faster.
      const leased = { begin: "leased", until: new Date(now.getTime() + leaseMillis) } as const;
      return [context.id, verdictOn(context, now) ?? leased];
    }),
  );
}

/** Why there is nothing to begin, or `undefined` when there is. */
function verdictOn(context: CallContext, now: Date): BeginResult | undefined {
  const { status, acceptedAt, callUntil, callLeaseUntil } = context;
  if ((status !== "pending" && status !== "calling") || acceptedAt !== null) return { begin: "settled" };
  if (callLeaseUntil !== null && callLeaseUntil > now) return { begin: "leased", until: callLeaseUntil };
  return now >= callUntil ? { begin: "too_late" } : undefined;
}

type Wanted = { deployment_id: string; delivery_id: string; url: string; body: string };

async function takeLeases(db: Reader, wanted: Wanted[], now: Date): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map();
  const at = now.toISOString();
  const until = new Date(now.getTime() + leaseMillis).toISOString();
  const { rows } = await db.execute<{ deployment_id: string; attempt: number }>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as (deployment_id uuid, delivery_id uuid, url text, body text)
    ), leased as (
      update deployments d
      set status = 'calling', call_lease_until = ${until}::timestamptz, next_call_at = null, updated_at = now()
      from wanted where d.id = wanted.deployment_id
        and d.status in ('pending', 'calling') and d.accepted_at is null and d.finished_at is null
        and (d.call_lease_until is null or d.call_lease_until <= ${at}::timestamptz) and d.call_until > ${at}::timestamptz
      returning d.id
    )
    insert into deliveries (id, deployment_id, attempt, url, request_body, sent_at)
    select delivery_id, deployment_id,
      1 + coalesce((select max(earlier.attempt) from deliveries earlier where earlier.deployment_id = leased.id), 0),
      url, body, ${at}::timestamptz
    from wanted join leased on leased.id = wanted.deployment_id
    returning deployment_id, attempt`);
  return new Map(rows.map((row) => [row.deployment_id, row.attempt]));
}

function attemptOf(
  { id, webhookId, fencingNumber, callUntil, target }: CallContext,
  written: Pick<Attempt, "deliveryId" | "number" | "url" | "body">,
  now: Date,
): Attempt {
  const { callTimeoutSeconds } = target;
  const sealedSecrets = sealedSecretsOf(target, now);
  return { deploymentId: id, webhookId, fencingNumber, callUntil, sealedSecrets, callTimeoutSeconds, ...written };
}

function bodyOf(context: CallContext): string {
  const { id, fencingNumber, service, environment, release, build, slot, openedAt } = context;
  if (openedAt === null) throw new Error("a deployment's slot was never opened");
  return callBody({
    deploymentId: id,
    callbackUrl: `${env().publicUrl}/api/hooks/deployments/${id}`,
    fencingNumber,
    service,
    environment,
    release,
    build,
    slot,
    openedAt,
  });
}
