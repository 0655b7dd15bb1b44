import { asc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, teams } from "@/db/schema";

/** The environments and teams that access can be limited to. */
export async function listPlaces(reader: Reader) {
  return {
    environments: await reader
      .select({ id: environments.id, name: environments.name })
      .from(environments)
      .orderBy(asc(environments.position)),
    teams: await reader.select({ id: teams.id, name: teams.name }).from(teams).orderBy(asc(teams.name)),
  };
}

export async function findEnvironment(reader: Reader, environmentId: string) {
  const [environment] = await reader
    .select({ id: environments.id, name: environments.name, zone: environments.zone })
    .from(environments)
    .where(eq(environments.id, environmentId));
  return environment;
}

export async function isTeam(reader: Reader, teamId: string): Promise<boolean> {
  return (await reader.$count(teams, eq(teams.id, teamId))) > 0;
}
