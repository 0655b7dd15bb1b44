import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { hashPassword, isPassword } from "@/lib/auth/password";
import { passwordProblem } from "@/lib/domain/password";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangePasswordInput } from "@/lib/people/input";
import { lockPerson, personSubject } from "./find-person";

/**
 * Changes one's own password and ends every session, also the one that asked: whoever knows the old password is out. Refuses with
 * `wrong_credentials` when the old one is wrong, with `invalid_input` when the new one is weak. The caller limits attempts.
 */
export async function changePassword(
  tx: Tx,
  actor: Member,
  input: ChangePasswordInput,
  now: Date,
): Promise<Result<null>> {
  const found = await lockPerson(tx, actor.personId);
  if (!found.ok) return found;
  const person = found.value;
  if (!(await isPassword(input.oldPassword, person.passwordHash)))
    return refuse("wrong_credentials", "The old password is wrong.", { field: "oldPassword" });
  const problem = passwordProblem(input.newPassword, [person.email, person.name]);
  if (problem) return refuse("invalid_input", problem, { field: "newPassword" });
  await tx
    .update(people)
    .set({ passwordHash: await hashPassword(input.newPassword), sessionVersion: sql`${people.sessionVersion} + 1` })
    .where(eq(people.id, person.id));
  await recordAudit(tx, actor, now, { action: "person.password_changed", subject: personSubject(person) });
  return accept(null);
}
