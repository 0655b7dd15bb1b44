import type { Database } from "@/db/client";
import { apiTokens } from "@/db/schema";
import { apiTokenPrefix } from "@/lib/auth/load-token";
import { newToken } from "@/lib/auth/secret";
import { tokenPermissions } from "@/lib/domain/permission";

/** A token that acts for this person, with all that a token may be given. */
export async function anApiToken(db: Database, owner: { personId: string }): Promise<string> {
  const { token, hash } = newToken(apiTokenPrefix);
  const row = { name: "pipeline", prefix: token.slice(0, 10), tokenHash: hash, permissions: [...tokenPermissions] };
  await db.insert(apiTokens).values({ ...row, ownerId: owner.personId });
  return token;
}
