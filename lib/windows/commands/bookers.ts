import { asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { teams, windowTeams } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

export type Booker = { id: string; name: string };

/** The teams that may book in a window, by name; empty: every team. */
export async function bookersOf(tx: Tx, windowId: string): Promise<Booker[]> {
  return await tx
    .select({ id: teams.id, name: teams.name })
    .from(windowTeams)
    .innerJoin(teams, eq(teams.id, windowTeams.teamId))
    .where(eq(windowTeams.windowId, windowId))
    .orderBy(asc(teams.name));
}

/** Says who may book in a window from now on; what is booked stays. Refuses a team that does not exist (`not_found`). */
export async function replaceBookers(tx: Tx, windowId: string, teamIds: readonly string[]): Promise<Result<Booker[]>> {
  const ids = [...new Set(teamIds)];
  const found =
    ids.length === 0
      ? []
      : await tx
          .select({ id: teams.id, name: teams.name })
          .from(teams)
          .where(inArray(teams.id, ids))
          .orderBy(asc(teams.name))
          .for("key share");
  if (found.length < ids.length) return refuse("not_found", "There is no such team.", { field: "teamIds" });
  await tx.delete(windowTeams).where(eq(windowTeams.windowId, windowId));
  if (ids.length > 0) await tx.insert(windowTeams).values(ids.map((teamId) => ({ windowId, teamId })));
  return accept(found);
}

export const bookerNames = (bookers: readonly Booker[]): string[] => bookers.map((booker) => booker.name);
