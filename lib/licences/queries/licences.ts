import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { services } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import type { ListedLicence } from "@/lib/licences/input";
import { judgeLicences } from "./judge-licence";

/** Every service that is to deploy continuously, by name, and whether it may right now. Two statements. */
export async function listLicences(reader: Reader, scope: Reach, now: Date, zone: string): Promise<ListedLicence[]> {
  const rows = await reader
    .select({ id: services.id, name: services.name, cadence: services.cadence })
    .from(services)
    .where(
      and(
        eq(services.cadence, "continuous"),
        isNull(services.archivedAt),
        scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(services.teamId, [...scope]),
      ),
    )
    .orderBy(asc(services.name));
  const judged = await judgeLicences(reader, rows, now, zone);
  return rows.flatMap(({ id, name }): ListedLicence[] => {
    const licence = judged.get(id);
    if (licence === undefined) return [];
    const { licensed, reason, lapsesAt = null, lapsesFirst = null, proofs } = licence;
    const missing = proofs.filter(({ state }) => state !== "live").map(({ kind }) => kind);
    return [{ serviceId: id, name, licensed, reason, lapsesAt, lapsesFirst, missing }];
  });
}
