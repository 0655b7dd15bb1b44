import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { apiTokens } from "@/db/schema";
import { type Permission, type Reach, tokenPermissions } from "@/lib/domain/permission";
import type { Member } from "./actor";
import { loadMember } from "./load-member";
import { tokenHash } from "./secret";

export const apiTokenPrefix = "sbx_";

/** "Last used" is for people who tidy up; to the minute is enough and spares a write per call. */
const lastUsedStepMs = 60_000;

/**
 * Who an API token acts as: its owner, with what both the token and the owner's roles of this moment allow. `undefined` when
 * the token is unknown, revoked or expired, or its owner is disabled.
 */
export async function loadToken(db: Database, token: string, now: Date): Promise<Member | undefined> {
  if (!token.startsWith(apiTokenPrefix)) return undefined;
  const [row] = await db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.tokenHash, tokenHash(token)));
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return undefined;
  const owner = await loadMember(db, row.ownerId);
  if (!owner) return undefined;
  await touch(db, row.id, now);
  return {
    ...owner.member,
    kind: "token",
    tokenId: row.id,
    name: `${row.name} (${owner.member.name})`,
    // Roles sign and judge; a token does neither (case 23). What it may do stands in its permissions alone.
    grants: [],
    permissions: narrowed(owner.member.permissions, row.permissions, row.teamId),
  };
}

/** The owner's rights cut down to the token's: never more than either allows. */
export function narrowed(
  owner: ReadonlyMap<Permission, Reach>,
  allowed: readonly Permission[],
  teamId: string | null,
): ReadonlyMap<Permission, Reach> {
  const reach = new Map<Permission, Reach>();
  for (const permission of tokenPermissions) {
    const owned = owner.get(permission);
    if (owned === undefined || !allowed.includes(permission)) continue;
    if (teamId === null) reach.set(permission, owned);
    else if (owned === "all" || owned.includes(teamId)) reach.set(permission, [teamId]);
  }
  return reach;
}

async function touch(db: Database, id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lastUsedStepMs);
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, before))));
}
