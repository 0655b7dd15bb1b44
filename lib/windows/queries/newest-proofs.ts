import { and, isNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { licenceProofs } from "@/db/schema";
import type { ProofFact } from "@/lib/domain/licence-proof";

/**
 * Of each of these services the newest proof of each kind that was not withdrawn: what decides on its licence from now on. Of two of the
 * same instant the failed one, as `continuousLicence` has it. One statement, none without services.
 */
export async function loadNewestProofs(
  reader: Reader,
  serviceIds: readonly string[],
): Promise<Map<string, ProofFact[]>> {
  const ids = [...new Set(serviceIds)];
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectDistinctOn([licenceProofs.serviceId, licenceProofs.kind], {
      serviceId: licenceProofs.serviceId,
      id: licenceProofs.id,
      kind: licenceProofs.kind,
      summary: licenceProofs.summary,
      outcome: licenceProofs.outcome,
      provenAt: licenceProofs.provenAt,
      expiresAt: licenceProofs.expiresAt,
      withdrawnAt: licenceProofs.withdrawnAt,
    })
    .from(licenceProofs)
    .where(and(anyOf(licenceProofs.serviceId, ids), isNull(licenceProofs.withdrawnAt)))
    .orderBy(
      licenceProofs.serviceId,
      licenceProofs.kind,
      sql`${licenceProofs.provenAt} desc`,
      sql`(${licenceProofs.outcome} = 'failed') desc`,
      sql`${licenceProofs.id} desc`,
    );
  const grouped = [...groupRows(rows, (row) => row.serviceId)];
  return new Map(grouped.map(([serviceId, proofs]) => [serviceId, proofs.map(({ serviceId: _, ...proof }) => proof)]));
}
