import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { services, teams } from "@/db/schema";
import { type Member, may, readScope } from "@/lib/auth/actor";
import type { ReleaseChoices } from "@/lib/releases/input/list-output";

/** The teams and services a member sees, and for which of them they may make releases. One statement. */
export async function loadReleaseChoices(reader: Reader, member: Member): Promise<ReleaseChoices> {
  const reach = readScope(member);
  const rows = await reader
    .select({
      id: services.id,
      name: services.name,
      teamId: teams.id,
      teamName: teams.name,
      newestVersion: sql<
        string | null
      >`(select r.version from releases r where r.service_id = ${services.id} order by r.created_at desc limit 1)`,
    })
    .from(services)
    .innerJoin(teams, eq(teams.id, services.teamId))
    .where(
      and(
        isNull(services.archivedAt),
        reach === "all" ? undefined : reach.length === 0 ? sql`false` : inArray(teams.id, [...reach]),
      ),
    )
    .orderBy(asc(sql`lower(${services.name})`));
  const names = new Map(rows.map(({ teamId, teamName }) => [teamId, teamName]));
  return {
    teams: [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
    services: rows.map(({ teamName: _, ...service }) => ({
      ...service,
      mayWrite: may(member, "release.write", service.teamId),
    })),
  };
}
