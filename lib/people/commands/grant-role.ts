import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { roleGrants, teams } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { GrantRoleInput } from "@/lib/people/input";
import { lockPerson, personSubject } from "./find-person";

/** Gives a person a role, for one team or for all. Refuses with `not_found`; with `name_taken` when they have exactly this role. */
export async function grantRole(
  tx: Tx,
  actor: Member,
  input: GrantRoleInput,
  now: Date,
): Promise<Result<{ grantId: string }>> {
  const found = await lockPerson(tx, input.personId);
  if (!found.ok) return found;
  const { role, teamId } = input;
  if (teamId !== null) {
    const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId));
    if (!team) return refuse("not_found", "There is no such team.", { field: "teamId" });
  }
  const grantId = newId();
  await tx.insert(roleGrants).values({ id: grantId, personId: input.personId, role, teamId });
  const subject = personSubject(found.value);
  await recordAudit(tx, actor, now, { action: "role.granted", subject, data: { role, teamId } });
  await announce(tx, { noun: "people", id: input.personId });
  return accept({ grantId });
}
