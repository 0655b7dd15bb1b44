import { type SQL, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { deployments, environments, occurrences, releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { RehearsedSlot } from "@/lib/domain/rehearsal";
import type { Range } from "@/lib/time/range";

/** The environments that a rule has an opinion on; null: all of them. */
export type RehearsedAmong = readonly string[] | null;

/** A year of a large organisation is a fifth of it. What is older than the newest so many is not looked at. */
const mostRows = 100_000;

/** What was deployed in the stretch, by slot. One statement; it starts from the deployments, which are ordered by when they were made. */
export async function loadPastSlots(reader: Reader, range: Range, among: RehearsedAmong): Promise<RehearsedSlot[]> {
  const { rows } = await reader.execute<Row>(sql`
    select ${columns}, ${deployments.id} as "deploymentId", ${epoch(sql`${deployments.createdAt}`)} as "atMs"
    from ${deployments}
    join ${slots} on ${slots.id} = ${deployments.slotId}
    join ${releases} on ${releases.id} = ${deployments.releaseId}
    join ${services} on ${services.id} = ${deployments.serviceId}
    left join ${occurrences} on ${occurrences.id} = ${slots.occurrenceId}
    where ${deployments.createdAt} >= ${range.start.toISOString()} and ${deployments.createdAt} < ${range.end.toISOString()}
      and ${isAmong(among)}
    order by ${deployments.createdAt} desc
    limit ${mostRows}`);
  return await bySlot(reader, rows);
}

/** What is booked in the stretch and still to come, by slot. One statement. */
export async function loadComingSlots(reader: Reader, range: Range, among: RehearsedAmong): Promise<RehearsedSlot[]> {
  const { rows } = await reader.execute<Row>(sql`
    select ${columns}, null as "deploymentId", ${epoch(sql`lower(${slots.during})`)} as "atMs"
    from ${slots}
    join ${slotReleases} on ${slotReleases.slotId} = ${slots.id}
    join ${releases} on ${releases.id} = ${slotReleases.releaseId}
    join ${services} on ${services.id} = ${slotReleases.serviceId}
    left join ${occurrences} on ${occurrences.id} = ${slots.occurrenceId}
    where ${slots.status} = 'booked' and ${overlapsRange(slots.during, range)}
      and lower(${slots.during}) >= ${range.start.toISOString()}::timestamptz and ${isAmong(among)}
    order by lower(${slots.during})
    limit ${mostRows}`);
  return await bySlot(reader, rows);
}

/** Milliseconds: of a year's rows, dates as text would take longer to be read than all else. */
const epoch = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::float8`;

/*
 * Read without Drizzle's mapping, which asks of each cell of each row what kind of column it is: with twenty thousand deployments
 * that took longer than Postgres.
 */
const columns = sql`
  ${slots.id} as id, ${slots.environmentId} as "environmentId", ${slots.origin} as origin, ${slots.teamId} as "teamId",
  ${occurrences.windowId} as "windowId", ${epoch(sql`lower(${slots.during})`)} as "startMs",
  ${epoch(sql`upper(${slots.during})`)} as "endMs", ${epoch(sql`${slots.bookedAt}`)} as "bookedMs",
  ${releases.id} as "releaseId", ${releases.version} as version, ${releases.kind} as kind,
  ${services.id} as "serviceId", ${services.name} as "serviceName", ${services.teamId} as "ownerId"`;

type Row = {
  id: string;
  environmentId: string;
  origin: RehearsedSlot["origin"];
  teamId: string | null;
  windowId: string | null;
  startMs: number;
  endMs: number;
  bookedMs: number | null;
  atMs: number;
  releaseId: string;
  deploymentId: string | null;
  version: string;
  kind: RehearsedSlot["releases"][number]["kind"];
  serviceId: string;
  serviceName: string;
  ownerId: string;
};

const isAmong = (environmentIds: RehearsedAmong): SQL =>
  environmentIds === null ? sql`true` : anyOf(slots.environmentId, environmentIds);

/** One slot for each group of rows; environments and teams are few and joined here, which spares columns of each row. */
async function bySlot(reader: Reader, rows: readonly Row[]): Promise<RehearsedSlot[]> {
  const places = await reader
    .select({ id: environments.id, name: environments.name, zone: environments.zone })
    .from(environments);
  const crews = await reader.select({ id: teams.id, name: teams.name }).from(teams);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const crewOf = new Map(crews.map(({ id, name }) => [id, name]));
  const found = new Map<string, RehearsedSlot>();
  for (const row of rows) {
    const release = {
      releaseId: row.releaseId,
      deploymentId: row.deploymentId,
      version: row.version,
      kind: row.kind,
      serviceId: row.serviceId,
      serviceName: row.serviceName,
      teamId: row.ownerId,
      teamName: crewOf.get(row.ownerId) ?? "",
    };
    const known = found.get(row.id);
    if (known) {
      known.releases.push(release);
      continue;
    }
    const place = placeOf.get(row.environmentId);
    found.set(row.id, {
      id: row.id,
      environmentId: row.environmentId,
      environmentName: place?.name ?? "",
      zone: place?.zone ?? "UTC",
      origin: row.origin,
      teamId: row.teamId,
      teamName: row.teamId === null ? null : (crewOf.get(row.teamId) ?? null),
      windowId: row.windowId,
      during: { start: new Date(row.startMs), end: new Date(row.endMs) },
      at: new Date(row.atMs),
      bookedAt: row.bookedMs === null ? null : new Date(row.bookedMs),
      releases: [release],
    });
  }
  return [...found.values()];
}
