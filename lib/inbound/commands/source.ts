import { eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { inboundMappings, inboundSources, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeSourceInput, CreateSourceInput, MappingInput } from "@/lib/inbound/input";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";

/** How long the secret before a rotation is still taken, so that the sender can be given the new one in peace. */
const overlapHours = 24;

const subjectOf = ({ id, name }: { id: string; name: string }) => ({ kind: "inbound source", id, name });

/**
 * Sets up a source of events that acts for whoever sets it up. Its secret is in the answer and never shown again. Refuses `name_taken`,
 * and `not_found` with the field for a mapping to a service that does not exist.
 */
export async function createSource(
  tx: Tx,
  actor: Member,
  { name, kind, mappings }: CreateSourceInput,
  now: Date,
): Promise<Result<{ sourceId: string; secret: string }>> {
  const id = newId();
  const secret = newWebhookSecret();
  await tx.insert(inboundSources).values({
    id,
    name,
    kind,
    ownerId: actor.personId,
    secretSealed: sealSecret(secret),
    createdAt: now,
    updatedAt: now,
  });
  const mapped = await writeMappings(tx, id, mappings);
  if (!mapped.ok) return mapped;
  await recordAudit(tx, actor, now, {
    action: "inbound_source.created",
    subject: subjectOf({ id, name }),
    data: { kind, mappings: mapped.value },
  });
  await announce(tx, { noun: "inbound", id });
  return accept({ sourceId: id, secret });
}

/** Changes a source's name, or all its mappings at once. Refuses `not_found`, `name_taken`, and `wrong_state` for an archived one. */
export async function changeSource(
  tx: Tx,
  actor: Member,
  { sourceId, name, mappings }: ChangeSourceInput,
  now: Date,
): Promise<Result<{ sourceId: string }>> {
  const locked = await lockSource(tx, sourceId);
  if (!locked.ok) return locked;
  const before = locked.value;
  if (name !== undefined) await tx.update(inboundSources).set({ name }).where(eq(inboundSources.id, sourceId));
  let told: string[] | undefined;
  if (mappings !== undefined) {
    await tx.delete(inboundMappings).where(eq(inboundMappings.sourceId, sourceId));
    const mapped = await writeMappings(tx, sourceId, mappings);
    if (!mapped.ok) return mapped;
    told = mapped.value;
  }
  await recordAudit(tx, actor, now, {
    action: "inbound_source.changed",
    subject: subjectOf({ id: sourceId, name: name ?? before.name }),
    data: {
      ...(name === undefined ? {} : { name: { from: before.name, to: name } }),
      ...(told ? { mappings: told } : {}),
    },
  });
  await announce(tx, { noun: "inbound", id: sourceId });
  return accept({ sourceId });
}

/** A new secret, shown in the answer and never again; the old one is taken beside it for 24 hours. Refuses as `changeSource`. */
export async function rotateSourceSecret(
  tx: Tx,
  actor: Member,
  sourceId: string,
  now: Date,
): Promise<Result<{ secret: string; previousSecretUntil: Date }>> {
  const locked = await lockSource(tx, sourceId);
  if (!locked.ok) return locked;
  const secret = newWebhookSecret();
  const previousSecretUntil = new Date(now.getTime() + overlapHours * 3_600_000);
  await tx
    .update(inboundSources)
    .set({ secretSealed: sealSecret(secret), previousSecretSealed: locked.value.secretSealed, previousSecretUntil })
    .where(eq(inboundSources.id, sourceId));
  await recordAudit(tx, actor, now, {
    action: "inbound_source.secret_rotated",
    subject: subjectOf(locked.value),
    data: { previousSecretUntil: previousSecretUntil.toISOString() },
  });
  await announce(tx, { noun: "inbound", id: sourceId });
  return accept({ secret, previousSecretUntil });
}

/** Ends a source: what it sends from now on is answered 410. Its events stay readable. Archiving twice changes nothing. */
export async function archiveSource(tx: Tx, actor: Member, sourceId: string, now: Date): Promise<Result<null>> {
  const [source] = await tx.select().from(inboundSources).where(eq(inboundSources.id, sourceId)).for("update");
  if (source === undefined) return refuse("not_found", "There is no such source of events.");
  if (source.archivedAt !== null) return accept(null);
  await tx.update(inboundSources).set({ archivedAt: now }).where(eq(inboundSources.id, sourceId));
  await recordAudit(tx, actor, now, { action: "inbound_source.archived", subject: subjectOf(source) });
  await announce(tx, { noun: "inbound", id: sourceId });
  return accept(null);
}

async function lockSource(tx: Tx, sourceId: string): Promise<Result<typeof inboundSources.$inferSelect>> {
  const [source] = await tx.select().from(inboundSources).where(eq(inboundSources.id, sourceId)).for("update");
  if (source === undefined) return refuse("not_found", "There is no such source of events.");
  return source.archivedAt === null ? accept(source) : refuse("wrong_state", "This source is archived.");
}

/** Returns each mapping as the log names it. */
async function writeMappings(tx: Tx, sourceId: string, mappings: MappingInput[]): Promise<Result<string[]>> {
  if (mappings.length === 0) return accept([]);
  const ids = [...new Set(mappings.map(({ serviceId }) => serviceId))];
  const known = new Map(
    (await tx.select().from(services).where(inArray(services.id, ids)).for("key share")).map((row) => [
      row.id,
      row.name,
    ]),
  );
  const strange = mappings.findIndex(({ serviceId }) => !known.has(serviceId));
  if (strange >= 0) return refuse("not_found", "There is no such service.", { field: `mappings.${strange}.serviceId` });
  await tx.insert(inboundMappings).values(mappings.map((mapping) => ({ ...mapping, id: newId(), sourceId })));
  return accept(mappings.map(({ place, serviceId }) => `${place} → ${known.get(serviceId)}`));
}
