import { asc, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";

/** The teams within reach, by name, each with when it works (`zone` null: around the clock). */
export async function listTeams(reader: Reader, scope: Reach) {
  const within = scope === "all" ? undefined : inArray(teams.id, [...scope]);
  return await reader
    .select({
      id: teams.id,
      name: teams.name,
      hue: teams.hue,
      zone: teams.zone,
      workStartMinute: teams.workStartMinute,
      workEndMinute: teams.workEndMinute,
      workDays: teams.workDays,
    })
    .from(teams)
    .where(within)
    .orderBy(asc(teams.name));
}
