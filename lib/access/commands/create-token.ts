import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { apiTokens } from "@/db/schema";
import type { CreateTokenInput } from "@/lib/access/input";
import { isTeam } from "@/lib/access/queries/places";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { apiTokenPrefix } from "@/lib/auth/load-token";
import { newToken } from "@/lib/auth/secret";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** `sbx_` and the first six of 43 characters: enough to recognise it, nothing towards guessing it. */
const prefixLength = apiTokenPrefix.length + 6;

/**
 * Makes a token that acts for its owner. The token is returned here and never again; what is stored is its SHA-256. Refuses with
 * `forbidden` a permission that the owner lacks for the chosen team, with `not_found` a team that does not exist, with `in_the_past` an
 * expiry that is over.
 */
export async function createToken(
  tx: Tx,
  actor: Member,
  input: CreateTokenInput,
  now: Date,
): Promise<Result<{ tokenId: string; token: string }>> {
  const { name, permissions, teamId, expiresAt } = input;
  if (teamId !== null && !(await isTeam(tx, teamId)))
    return refuse("not_found", "There is no such team.", { field: "teamId" });
  const lacking = permissions.find((permission) => {
    const reach = actor.permissions.get(permission);
    return reach === undefined || (teamId !== null && !reaches(reach, teamId));
  });
  if (lacking) {
    const reason = `${actor.name} does not have ${lacking}${teamId === null ? "" : " for this team"}.`;
    return refuse("forbidden", "A token can have no more rights than its owner.", {
      field: "permissions",
      rules: [{ kind: "person", id: actor.personId, name: actor.name, reason }],
    });
  }
  if (expiresAt !== null && expiresAt <= now)
    return refuse("in_the_past", "The token would expire before it exists.", { field: "expiresAt" });
  const id = newId();
  const { token, hash } = newToken(apiTokenPrefix);
  const prefix = token.slice(0, prefixLength);
  await tx
    .insert(apiTokens)
    .values({ id, name, prefix, tokenHash: hash, ownerId: actor.personId, permissions, teamId, expiresAt });
  await recordAudit(tx, actor, now, {
    action: "token.created",
    subject: { kind: "token", id, name },
    data: { prefix, permissions, teamId, expiresAt },
  });
  await announce(tx, { noun: "access", id });
  return accept({ tokenId: id, token });
}
