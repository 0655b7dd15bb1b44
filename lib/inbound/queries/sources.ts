import { asc, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { inboundEvents, inboundMappings, inboundSources, people, services } from "@/db/schema";

/** Every source with what it is mapped to and how much came from it, those in use first. Secrets are never part of it. */
export async function listSources(reader: Reader) {
  const rows = await reader
    .select({
      id: inboundSources.id,
      name: inboundSources.name,
      kind: inboundSources.kind,
      ownerName: people.name,
      lastSeenAt: inboundSources.lastSeenAt,
      archivedAt: inboundSources.archivedAt,
      previousSecretUntil: inboundSources.previousSecretUntil,
      createdAt: inboundSources.createdAt,
      events: sql<number>`(select count(*) from ${inboundEvents} where ${inboundEvents.sourceId} = ${inboundSources.id})::int`,
    })
    .from(inboundSources)
    .innerJoin(people, eq(people.id, inboundSources.ownerId))
    .orderBy(sql`${inboundSources.archivedAt} is not null`, asc(sql`lower(${inboundSources.name})`));
  const mappings = await reader
    .select({
      sourceId: inboundMappings.sourceId,
      id: inboundMappings.id,
      place: inboundMappings.place,
      serviceId: inboundMappings.serviceId,
      serviceName: services.name,
      buildFrom: inboundMappings.buildFrom,
      tagPattern: inboundMappings.tagPattern,
      branchPattern: inboundMappings.branchPattern,
    })
    .from(inboundMappings)
    .innerJoin(services, eq(services.id, inboundMappings.serviceId))
    .orderBy(asc(sql`lower(${inboundMappings.place})`), asc(services.name));
  const bySource = groupRows(mappings, ({ sourceId }) => sourceId);
  return rows.map((row) => ({
    ...row,
    mappings: (bySource.get(row.id) ?? []).map(({ sourceId, ...mapping }) => mapping),
  }));
}
