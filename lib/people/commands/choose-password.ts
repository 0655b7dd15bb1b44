import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { hashPassword } from "@/lib/auth/password";
import { passwordProblem } from "@/lib/domain/password";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChoosePasswordInput } from "@/lib/people/input";
import { lockPasswordLinkHolder } from "@/lib/people/queries/password-link";
import { personSubject } from "./find-person";

/**
 * Gives the holder of a link their new password and ends every session of theirs. Refuses with `link_revoked`; with `invalid_input` for
 * a weak password, and the link still works.
 */
export async function choosePassword(
  tx: Tx,
  input: ChoosePasswordInput,
  now: Date,
): Promise<Result<{ email: string }>> {
  const holder = await lockPasswordLinkHolder(tx, input.token, now);
  if (!holder.ok) return holder;
  const person = holder.value;
  const problem = passwordProblem(input.password, [person.email, person.name]);
  if (problem) return refuse("invalid_input", problem, { field: "password" });
  await tx
    .update(people)
    .set({ passwordHash: await hashPassword(input.password), sessionVersion: sql`${people.sessionVersion} + 1` })
    .where(eq(people.id, person.id));
  await recordAudit(tx, { kind: "visitor" }, now, {
    action: "person.password_changed",
    subject: personSubject(person),
    data: { by: "link" },
  });
  return accept({ email: person.email });
}
