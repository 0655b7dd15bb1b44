import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { auditEvents, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { continuousLicence } from "@/lib/domain/continuous-licence";
import { loadNewestProofs } from "@/lib/windows/queries/newest-proofs";

/**
 * Puts on the record that a licence lapsed by the mere passing of time, and tells every open screen. Does nothing when it still holds,
 * was ended by somebody, or its lapse is on the record already, so that a job that runs twice says it once.
 */
export async function lapseLicence(tx: Tx, actor: Actor, serviceId: string, now: Date): Promise<void> {
  const [service] = await tx
    .select({ id: services.id, name: services.name, cadence: services.cadence })
    .from(services)
    .where(eq(services.id, serviceId))
    .for("no key update");
  if (service === undefined) return;
  const proofs = (await loadNewestProofs(tx, [serviceId])).get(serviceId) ?? [];
  const passed = proofs.filter(({ outcome }) => outcome === "passed");
  if (passed.length === 0) return;
  const lapsedAt = new Date(Math.min(...passed.map(({ expiresAt }) => expiresAt.getTime())));
  const heldBefore = continuousLicence(service, proofs, new Date(lapsedAt.getTime() - 1), "UTC").licensed;
  if (lapsedAt > now || !heldBefore || (await isOnRecord(tx, serviceId, lapsedAt))) return;
  await recordAudit(tx, actor, now, {
    action: "licence.lapsed",
    subject: { kind: "service", id: serviceId, name: service.name },
    data: { lapsedAt, reason: continuousLicence(service, proofs, now, "UTC").reason },
  });
  await announce(tx, { noun: "licences", id: serviceId });
}

async function isOnRecord(tx: Tx, serviceId: string, lapsedAt: Date): Promise<boolean> {
  const known = await tx
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.action, "licence.lapsed"),
        eq(auditEvents.subjectId, serviceId),
        sql`${auditEvents.data} ->> 'lapsedAt' = ${lapsedAt.toISOString()}`,
      ),
    )
    .limit(1);
  return known.length > 0;
}
