import { desc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { apiTokens, people, teams } from "@/db/schema";
import type { TokenRow } from "@/lib/access/input";

/** API tokens with their owners, newest first: one person's, or everybody's. The secret itself is nowhere. */
export async function listTokens(reader: Reader, ownerId: string | "everybody"): Promise<TokenRow[]> {
  const rows = await reader
    .select({ token: apiTokens, ownerName: people.name, ownerDisabledAt: people.disabledAt, teamName: teams.name })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.ownerId))
    .leftJoin(teams, eq(teams.id, apiTokens.teamId))
    .where(ownerId === "everybody" ? undefined : eq(apiTokens.ownerId, ownerId))
    .orderBy(desc(apiTokens.createdAt));
  return rows.map(({ token, ownerName, ownerDisabledAt, teamName }) => {
    const { tokenHash: _, teamId: __, ...shown } = token;
    return { ...shown, ownerName, teamName, ownerDisabled: ownerDisabledAt !== null };
  });
}
