import { and, asc, inArray, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, services, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";

export type ScheduleChoices = {
  /** In the order of the promotion path. */
  environments: { id: string; name: string; zone: string; defaultOpen: boolean }[];
  /** Those whose slots the reader sees by name. */
  teams: { id: string; name: string; hue: number }[];
  /** What those teams ship. */
  services: { id: string; name: string; teamId: string }[];
};

/** What the schedule can be narrowed to. Three statements. */
export async function loadScheduleChoices(reader: Reader, scope: Reach): Promise<ScheduleChoices> {
  return {
    environments: await reader
      .select({
        id: environments.id,
        name: environments.name,
        zone: environments.zone,
        defaultOpen: environments.defaultOpen,
      })
      .from(environments)
      .orderBy(asc(environments.position)),
    teams: await reader
      .select({ id: teams.id, name: teams.name, hue: teams.hue })
      .from(teams)
      .where(scope === "all" ? undefined : inArray(teams.id, [...scope]))
      .orderBy(asc(teams.name)),
    services: await reader
      .select({ id: services.id, name: services.name, teamId: services.teamId })
      .from(services)
      .where(and(isNull(services.archivedAt), scope === "all" ? undefined : inArray(services.teamId, [...scope])))
      .orderBy(asc(services.name)),
  };
}
