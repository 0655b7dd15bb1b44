import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { roleGrants } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RevokeRoleInput } from "@/lib/people/input";
import { lockPerson, personSubject } from "./find-person";
import { lockAdmins, requireAnAdmin } from "./last-admin";
import { returnTheirBuilds } from "./return-their-builds";

/**
 * Takes a role away, from the next request on; what they have in test and may not judge without it goes back to the queue at once.
 * Refuses with `not_found`, and with `last_admin` when nobody could administer any more.
 */
export async function revokeRole(tx: Tx, actor: Member, input: RevokeRoleInput, now: Date): Promise<Result<null>> {
  await lockAdmins(tx);
  const found = await lockPerson(tx, input.personId);
  if (!found.ok) return found;
  const [revoked] = await tx
    .delete(roleGrants)
    .where(and(eq(roleGrants.id, input.grantId), eq(roleGrants.personId, input.personId)))
    .returning({ role: roleGrants.role, teamId: roleGrants.teamId });
  if (!revoked) return refuse("not_found", "The person does not have this role.");
  const guarded = await requireAnAdmin(tx);
  if (!guarded.ok) return guarded;
  await recordAudit(tx, actor, now, { action: "role.revoked", subject: personSubject(found.value), data: revoked });
  await returnTheirBuilds(tx, input.personId);
  await announce(tx, { noun: "people", id: input.personId });
  return accept(null);
}
