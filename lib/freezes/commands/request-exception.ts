import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, freezeExceptions, freezes } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, readScope } from "@/lib/auth/actor";
import { decideExceptionRequest } from "@/lib/domain/freeze-exception";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RequestExceptionInput } from "@/lib/freezes/input/exceptions";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import { findReleaseAskedFor } from "@/lib/freezes/queries/release-asked-for";
import { tell } from "@/lib/notices/tell";

/**
 * Asks that one release may leave in one environment in spite of a freeze, within a time box and with a reason (break-glass). Nothing
 * opens by it before somebody else grants it. A request of before whose time went by without an answer counts as withdrawn.
 *
 * Refuses what `decideExceptionRequest` refuses; `not_found` for a freeze, an environment or a release that the actor cannot see.
 */
export async function requestException(
  tx: Tx,
  actor: Actor,
  input: RequestExceptionInput,
  now: Date,
): Promise<Result<{ exceptionId: string }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const { freezeId, environmentId, releaseId, during, reason } = input;
  // Locked, so that it is not lifted or changed while its rule is looked at, and two requests come one after the other.
  const [freeze] = await tx.select().from(freezes).where(eq(freezes.id, freezeId)).for("no key update");
  if (!freeze) return refuse("not_found", "There is no such freeze.", { field: "freezeId" });
  const [environment] = await tx.select().from(environments).where(eq(environments.id, environmentId));
  if (!environment) return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const release = await findReleaseAskedFor(tx, releaseId, readScope(actor));
  if (!release) return refuse("not_found", "There is no such release.", { field: "releaseId" });

  const live = await endOverdueRequest(tx, { freezeId, environmentId, releaseId }, now);
  // A range that ends before it starts is no range to Postgres; the decision refuses it.
  const periods = during.start < during.end ? await loadFreezes(tx, during) : [];
  const decision = decideExceptionRequest(
    { personId: actor.personId, reach: actor.permissions.get("slot.book") ?? [] },
    { environment, release, during },
    {
      name: freeze.name,
      isLifted: freeze.liftedAt !== null,
      periods: periods.filter((period) => period.freezeId === freezeId),
    },
    live,
    now,
  );
  if (!decision.ok) return decision;

  const exceptionId = newId();
  await tx.insert(freezeExceptions).values({
    id: exceptionId,
    freezeId,
    environmentId,
    releaseId,
    reason,
    during,
    requestedBy: actor.personId,
    requestedAt: now,
  });
  await recordAudit(tx, actor, now, {
    action: "freeze_exception.requested",
    subject: { kind: "freeze_exception", id: exceptionId, name: `${release.serviceName} ${release.version}` },
    releaseId,
    data: { freeze: freeze.name, environment: environment.name, start: during.start, end: during.end, reason },
  });
  await tell(tx, actor, now, {
    to: { permission: "freeze.manage", teamId: null },
    kind: "exception_asked",
    subject: { noun: "freezes", id: freezeId },
    params: { release: `${release.serviceName} ${release.version}`, freeze: freeze.name, by: actor.name, reason },
  });
  await announce(tx, { noun: "freezes", id: freezeId });
  return accept({ exceptionId });
}

type Subject = { freezeId: string; environmentId: string; releaseId: string };

async function endOverdueRequest(tx: Tx, { freezeId, environmentId, releaseId }: Subject, now: Date) {
  const [live] = await tx
    .select({ id: freezeExceptions.id, status: freezeExceptions.status, during: freezeExceptions.during })
    .from(freezeExceptions)
    .where(
      and(
        eq(freezeExceptions.freezeId, freezeId),
        eq(freezeExceptions.environmentId, environmentId),
        eq(freezeExceptions.releaseId, releaseId),
        inArray(freezeExceptions.status, ["requested", "granted"]),
      ),
    )
    .for("update");
  if (live?.status !== "requested" || live.during.end > now) return live;
  await tx.update(freezeExceptions).set({ status: "withdrawn", endedAt: now }).where(eq(freezeExceptions.id, live.id));
  return undefined;
}
