import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import {
  blockers,
  deployments,
  environments,
  releases,
  rollbacks,
  services,
  slotReleases,
  slots,
  targets,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import type { RollBackInput } from "@/lib/deployments/input";
import { findPrevious, loadNewer, type Place } from "@/lib/deployments/queries/neighbours";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideRollback, holdReason, rollbackCallMinutes } from "@/lib/domain/rollback";
import { addJob } from "@/lib/jobs/enqueue";

const minuteMs = 60_000;

/**
 * The way back from a deployment: a call of its own to the same target, always allowed, in every freeze and outside every window (it
 * leads to what ran before and nowhere else). Newer candidates are put on hold in the same transaction, so that nothing ships over it
 * until a person has looked: each booked slot of the service in that environment gets a blocker.
 *
 * Refuses with `not_found`, `forbidden`, and what `decideRollback` refuses. The service's row is locked against bookings and its booked
 * slots against their opening, so a newer deployment is either seen here or held back (the database refuses the rest).
 */
export async function rollBack(
  tx: Tx,
  actor: Member,
  { deploymentId, reason }: RollBackInput,
  now: Date,
): Promise<Result<{ rollbackId: string; heldSlots: number }>> {
  const none = refuse("not_found", "There is no such deployment.");
  const [known] = await tx
    .select({ serviceId: deployments.serviceId, environmentId: deployments.environmentId })
    .from(deployments)
    .where(eq(deployments.id, deploymentId));
  if (known === undefined) return none;
  const [service] = await tx.select().from(services).where(eq(services.id, known.serviceId)).for("update");
  if (service === undefined || !reaches(readScope(actor), service.teamId)) return none;
  const allowed = requireReach(actor, "slot.open", service.teamId);
  if (!allowed.ok) return allowed;
  const booked = await lockBookedSlots(tx, known);
  const deployment = await lockDeployment(tx, deploymentId);
  if (deployment === undefined) return none;
  const { version, environmentName } = deployment;
  const name = `${service.name} ${version} to ${environmentName}`;
  const decided = decideRollback({ ...deployment, name }, await loadNewer(tx, deployment, known));
  if (!decided.ok) return decided;

  const rollbackId = newId();
  await tx.insert(rollbacks).values({
    id: rollbackId,
    deploymentId,
    ...known,
    previousDeploymentId: await findPrevious(tx, deployment, known),
    deploymentWas: decided.value,
    reason,
    requestedBy: actor.personId,
    requestedAt: now,
    fencingNumber: sql`nextval('slot_fencing_numbers')`,
    webhookId: `msg_${rollbackId.replaceAll("-", "")}`,
    callUntil: new Date(now.getTime() + rollbackCallMinutes * minuteMs),
    createdAt: now,
  });
  await tx.update(deployments).set({ status: "rolling_back" }).where(eq(deployments.id, deploymentId));
  await addJob(tx, "call_rollback", { rollbackId }, { key: `rollback:${rollbackId}`, runAt: now });
  const { releaseId, slotId } = deployment;
  await recordAudit(tx, actor, now, {
    action: "deployment.rollback_started",
    subject: { kind: "deployment", id: deploymentId, name },
    releaseId,
    data: { slotId, rollbackId, environment: environmentName, reason, heldSlots: booked.length },
  });
  await holdBack(tx, actor, booked, `${holdReason} (${service.name} ${version}: ${reason})`, now);
  await announce(tx, { noun: "deployments", id: deploymentId });
  return accept({ rollbackId, heldSlots: booked.length });
}

/** The slots that would deploy the service there next. Waits for an opening that is under way, and then no longer sees it as booked. */
async function lockBookedSlots(tx: Tx, { serviceId, environmentId }: Place) {
  const shipping = tx
    .select({ slotId: slotReleases.slotId })
    .from(slotReleases)
    .where(
      and(eq(slotReleases.serviceId, serviceId), eq(slotReleases.environmentId, environmentId), slotReleases.live),
    );
  const locked = await tx
    .select({ id: slots.id })
    .from(slots)
    .where(and(inArray(slots.id, shipping), eq(slots.status, "booked")))
    .orderBy(asc(slots.id))
    .for("update");
  if (locked.length === 0) return [];
  const ids = locked.map(({ id }) => id);
  return await tx
    .select({ slotId: slotReleases.slotId, releaseId: releases.id, version: releases.version, service: services.name })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(inArray(slotReleases.slotId, ids), eq(slotReleases.serviceId, serviceId)));
}

async function lockDeployment(tx: Tx, deploymentId: string) {
  const [row] = await tx
    .select({
      status: deployments.status,
      fencingNumber: deployments.fencingNumber,
      slotId: deployments.slotId,
      releaseId: deployments.releaseId,
      version: releases.version,
      environmentName: environments.name,
      target: { enabled: targets.enabled },
    })
    .from(deployments)
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .innerJoin(targets, eq(targets.id, deployments.targetId))
    .where(eq(deployments.id, deploymentId))
    .for("no key update", { of: deployments });
  return row;
}

type Held = Awaited<ReturnType<typeof lockBookedSlots>>[number];

async function holdBack(tx: Tx, actor: Member, held: readonly Held[], reason: string, now: Date): Promise<void> {
  if (held.length === 0) return;
  const placed = held.map(({ slotId }) => ({ id: newId(), slotId, reason, placedBy: actor.personId, placedAt: now }));
  await tx.insert(blockers).values(placed);
  await recordAudit(
    tx,
    actor,
    now,
    ...held.map(({ slotId, releaseId, service, version }, index) => ({
      action: "blocker.placed" as const,
      subject: { kind: "slot", id: slotId, name: `${service} ${version}` },
      releaseId,
      data: { blockerId: placed[index]?.id, reason },
    })),
  );
  await announce(tx, ...held.map(({ slotId }) => ({ noun: "slots" as const, id: slotId })));
}
