import { and, desc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, releases, services, slotReleases, slots, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ListReleasesInput } from "@/lib/releases/input";
import type { ReleaseList, ReleaseRow } from "@/lib/releases/input/list-output";
import { readCursor, writeCursor } from "./cursor";

// A cursor carries milliseconds; finer instants in the order would make rows fall between two pages.
const changedAt = sql`date_trunc('milliseconds', ${releases.statusSince})`;

/**
 * Releases that fit, the one whose status changed last on top; a page and the cursor of the next. The filters may be combined;
 * `search` looks into service name, version and summary. Four statements. A cursor of something else is `invalid_input`.
 */
export async function listReleases(
  reader: Reader,
  input: ListReleasesInput,
  scope: Reach,
  now: Date,
): Promise<Result<Omit<ReleaseList, "zone">>> {
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
  if (after === null) return refuse("invalid_input", "cursor: is not one that this list gave", { field: "cursor" });
  const fits = conditions(input, scope);
  const rows = await reader
    .select({
      id: releases.id,
      version: releases.version,
      kind: releases.kind,
      status: releases.status,
      statusSince: releases.statusSince,
      summary: releases.summary,
      databaseChange: releases.databaseChange,
      service: { id: services.id, name: services.name },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      build: sql<ReleaseRow["build"]>`(select json_build_object('number', b.number, 'round', h.round) from builds b
        left join handoffs h on h.build_id = b.id where b.release_id = ${releases.id} order by b.number desc limit 1)`,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .where(
      and(
        fits,
        after && sql`(${changedAt}, ${releases.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(changedAt), desc(releases.id))
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const next = await loadNextSlots(
    reader,
    page.map((row) => row.id),
    now,
  );
  const [counted] = await reader
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(fits);
  return accept({
    releases: page.map((row) => ({ ...row, slot: next.get(row.id) ?? null })),
    nextCursor: last !== undefined && rows.length > input.limit ? writeCursor(last.statusSince, last.id) : null,
    total: counted?.total ?? 0,
  });
}

function conditions({ status, teamId, serviceId, search }: ListReleasesInput, scope: Reach): SQL | undefined {
  // The wildcards of LIKE in what people type are letters like others.
  const pattern = `%${(search ?? "").replaceAll(/[\\%_]/g, "\\$&")}%`;
  const name = sql`${services.name} || ' ' || ${releases.version}`;
  return and(
    scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(services.teamId, [...scope]),
    status === undefined || status.length === 0 ? undefined : inArray(releases.status, status),
    teamId === undefined ? undefined : eq(services.teamId, teamId),
    serviceId === undefined ? undefined : eq(services.id, serviceId),
    search ? or(sql`${name} ilike ${pattern}`, sql`${releases.summary} ilike ${pattern}`) : undefined,
  );
}

async function loadNextSlots(
  reader: Reader,
  releaseIds: string[],
  now: Date,
): Promise<Map<string, ReleaseRow["slot"]>> {
  if (releaseIds.length === 0) return new Map();
  const rows = await reader
    .selectDistinctOn([slotReleases.releaseId], {
      releaseId: slotReleases.releaseId,
      id: slots.id,
      environmentName: environments.name,
      zone: environments.zone,
      during: slots.during,
    })
    .from(slotReleases)
    .innerJoin(slots, eq(slots.id, slotReleases.slotId))
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .where(
      and(
        inArray(slotReleases.releaseId, releaseIds),
        inArray(slots.status, ["booked", "open"]),
        gt(sql`upper(${slots.during})`, now.toISOString()),
      ),
    )
    .orderBy(slotReleases.releaseId, sql`lower(${slots.during})`);
  return new Map(rows.map(({ releaseId, ...slot }) => [releaseId, slot]));
}
