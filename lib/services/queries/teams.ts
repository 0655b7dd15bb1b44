import { asc, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";

/** The teams within reach, by name. */
export async function listTeams(reader: Reader, scope: Reach) {
  const within = scope === "all" ? undefined : inArray(teams.id, [...scope]);
  return await reader
    .select({ id: teams.id, name: teams.name, hue: teams.hue })
    .from(teams)
    .where(within)
    .orderBy(asc(teams.name));
}
