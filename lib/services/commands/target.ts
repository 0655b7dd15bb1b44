import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, services, targets } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeTargetInput, CreateTargetInput } from "@/lib/services/input";
import { usesOfTarget } from "@/lib/services/queries/uses";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";

/** How long calls carry both signatures after a rotation, so that the receiver can be given the new secret in peace. */
export const rotationOverlapHours = 24;

/**
 * Says how a service is deployed in an environment. `url` is what `checkTargetAddress` accepted. The signing secret is in the
 * answer and never shown again. Refuses an unknown service or environment (`not_found`) and a second target for the same place
 * (`name_taken`).
 */
export async function createTarget(
  tx: Tx,
  actor: Actor,
  input: Omit<CreateTargetInput, "url"> & { url: URL },
  now: Date,
): Promise<Result<{ targetId: string; secret: string }>> {
  const place = await placeOf(tx, input);
  if (!place.ok) return place;
  const targetId = newId();
  const secret = newWebhookSecret();
  const url = input.url.href;
  await tx.insert(targets).values({ ...input, id: targetId, url, secretSealed: sealSecret(secret) });
  await recordAudit(tx, actor, now, {
    action: "target.created",
    subject: { kind: "target", id: targetId, name: place.value.name },
    data: { url, successBy: input.successBy },
  });
  await announceTarget(tx, input.serviceId);
  return accept({ targetId, secret });
}

/**
 * Changes a target. A new address or a new meaning of success raises its version, which makes approvals given for the old one
 * stale (rule 5); time limits and the switch do not. Refuses `not_found`.
 */
export async function changeTarget(
  tx: Tx,
  actor: Actor,
  input: Omit<ChangeTargetInput, "url"> & { url?: URL },
  now: Date,
): Promise<Result<{ version: number }>> {
  const { targetId, url, ...limits } = input;
  const locked = await lockTarget(tx, targetId);
  if (!locked) return noTarget;
  const { target: before, name } = locked;
  const wanted = { ...limits, ...(url === undefined ? {} : { url: url.href }) };
  const changed = fieldsChanged(before, wanted);
  if (Object.keys(changed).length === 0) return accept({ version: before.version });
  const version = changed.url || changed.successBy ? before.version + 1 : before.version;
  await tx
    .update(targets)
    .set({ ...wanted, version })
    .where(eq(targets.id, targetId));
  await recordAudit(tx, actor, now, {
    action: "target.changed",
    subject: { kind: "target", id: targetId, name },
    data: { changed, version },
  });
  await announceTarget(tx, before.serviceId);
  return accept({ version });
}

/**
 * Gives a target a new signing secret, shown in the answer and never again. For 24 hours calls are signed with the new and the
 * old one, so that the receiver verifies throughout. Rotating again within that time drops the oldest.
 */
export async function rotateTargetSecret(
  tx: Tx,
  actor: Actor,
  input: { targetId: string },
  now: Date,
): Promise<Result<{ secret: string; previousSecretUntil: Date }>> {
  const locked = await lockTarget(tx, input.targetId);
  if (!locked) return noTarget;
  const { target, name } = locked;
  const secret = newWebhookSecret();
  const previousSecretUntil = new Date(now.getTime() + rotationOverlapHours * 3_600_000);
  await tx
    .update(targets)
    .set({
      secretSealed: sealSecret(secret),
      previousSecretSealed: target.secretSealed,
      previousSecretUntil,
    })
    .where(eq(targets.id, target.id));
  await recordAudit(tx, actor, now, {
    action: "target.secret_rotated",
    subject: { kind: "target", id: target.id, name },
    data: { previousSecretUntil: previousSecretUntil.toISOString() },
  });
  await announceTarget(tx, target.serviceId);
  return accept({ secret, previousSecretUntil });
}

/** Removes a target that never deployed anything and that no live slot needs; else refuses `in_use`, naming them. */
export async function removeTarget(
  tx: Tx,
  actor: Actor,
  input: { targetId: string },
  now: Date,
): Promise<Result<null>> {
  const locked = await lockTarget(tx, input.targetId);
  if (!locked) return noTarget;
  const { target, name } = locked;
  const uses = await usesOfTarget(tx, target);
  if (uses.length > 0) return refuse("in_use", `The target of ${name} is still in use.`, { rules: uses });
  await tx.delete(targets).where(eq(targets.id, target.id));
  await recordAudit(tx, actor, now, {
    action: "target.removed",
    subject: { kind: "target", id: target.id, name },
    data: { url: target.url },
  });
  await announceTarget(tx, target.serviceId);
  return accept(null);
}

async function placeOf(
  tx: Tx,
  { serviceId, environmentId }: { serviceId: string; environmentId: string },
): Promise<Result<{ name: string }>> {
  const [service] = await tx.select().from(services).where(eq(services.id, serviceId)).for("key share");
  if (!service) return refuse("not_found", "There is no such service.", { field: "serviceId" });
  const [environment] = await tx.select().from(environments).where(eq(environments.id, environmentId)).for("key share");
  if (!environment) return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  return accept({ name: `${service.name} in ${environment.name}` });
}

async function lockTarget(tx: Tx, targetId: string) {
  const [row] = await tx
    .select({ target: targets, service: services.name, environment: environments.name })
    .from(targets)
    .innerJoin(services, eq(services.id, targets.serviceId))
    .innerJoin(environments, eq(environments.id, targets.environmentId))
    .where(eq(targets.id, targetId))
    .for("update", { of: targets });
  return row && { target: row.target, name: `${row.service} in ${row.environment}` };
}

/** The gates of booked slots look at targets, and so do the approvals that sign them. */
async function announceTarget(tx: Tx, serviceId: string): Promise<void> {
  await announce(tx, { noun: "services", id: serviceId });
  await announce(tx, { noun: "slots" });
  await announce(tx, { noun: "approvals" });
}

const noTarget = refuse("not_found", "There is no such target.");
