import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { services, targets } from "@/db/schema";
import { continuousLicence } from "@/lib/domain/continuous-licence";
import type { ProofKind } from "@/lib/domain/licence-proof";
import type { Reach } from "@/lib/domain/permission";
import { loadNewestProofs } from "@/lib/windows/queries/newest-proofs";

export type AnytimeService = {
  serviceId: string;
  name: string;
  teamId: string;
  /** Whether it may right now. */
  licensed: boolean;
  lapsesAt: Date | null;
  /** Whose proof ends it. */
  lapsesFirst: ProofKind | null;
  /** The kinds that are not live. */
  missing: ProofKind[];
  reason: string;
};

/**
 * The services within reach that are to deploy to an environment at any time: continuous ones with a target there, by name, each with its
 * licence of now. Two statements at most.
 */
export async function loadAnytimeServices(
  reader: Reader,
  environment: { id: string; zone: string },
  scope: Reach,
  now: Date,
): Promise<AnytimeService[]> {
  const rows = await reader
    .select({ serviceId: services.id, name: services.name, teamId: services.teamId, cadence: services.cadence })
    .from(services)
    .innerJoin(targets, and(eq(targets.serviceId, services.id), eq(targets.environmentId, environment.id)))
    .where(
      and(
        eq(services.cadence, "continuous"),
        isNull(services.archivedAt),
        scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(services.teamId, [...scope]),
      ),
    )
    .orderBy(asc(services.name));
  const proofs = await loadNewestProofs(
    reader,
    rows.map(({ serviceId }) => serviceId),
  );
  return rows.map(({ cadence, ...service }) => {
    const judged = { name: service.name, cadence };
    const licence = continuousLicence(judged, proofs.get(service.serviceId) ?? [], now, environment.zone);
    const { licensed, lapsesAt = null, lapsesFirst = null, reason } = licence;
    const missing = licence.proofs.filter(({ state }) => state !== "live").map(({ kind }) => kind);
    return { ...service, licensed, lapsesAt, lapsesFirst, missing, reason };
  });
}
