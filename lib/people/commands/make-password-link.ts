import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { passwordLinkToken } from "@/lib/auth/password-link";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { lockPerson, personSubject } from "./find-person";

const hoursValid = 24;

/**
 * Makes a link with which somebody who cannot sign in chooses a new password, once, within a day. It is on record who made it: whoever
 * holds the link becomes that person. Refuses with `not_found`, and with `wrong_state` for somebody who is locked out.
 */
export async function makePasswordLink(
  tx: Tx,
  actor: Member,
  personId: string,
  now: Date,
): Promise<Result<{ token: string; expiresAt: Date }>> {
  const found = await lockPerson(tx, personId);
  if (!found.ok) return found;
  const person = found.value;
  if (person.disabledAt) return refuse("wrong_state", `${person.name} is locked out. Let them in again first.`);
  const expiresAt = new Date(now.getTime() + hoursValid * 3_600_000);
  const subject = personSubject(person);
  await recordAudit(tx, actor, now, { action: "person.password_link_made", subject, data: { expiresAt } });
  return accept({ token: passwordLinkToken(person, expiresAt), expiresAt });
}
