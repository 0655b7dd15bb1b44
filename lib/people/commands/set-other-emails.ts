import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import type { OtherEmailsInput } from "@/lib/people/input";
import { lockPerson, personSubject } from "./find-person";

/**
 * Says which other addresses are a person's: of their commits, of a second account. Nobody signs in with them; what was written or done
 * under them is this person's own work, which they neither judge nor approve (case 23). Refuses with `not_found`.
 */
export async function setOtherEmails(
  tx: Tx,
  actor: Member,
  { personId, emails }: OtherEmailsInput,
  now: Date,
): Promise<Result<null>> {
  const found = await lockPerson(tx, personId);
  if (!found.ok) return found;
  const otherEmails = [...new Set(emails.map((email) => email.toLowerCase()))].sort();
  await tx.update(people).set({ otherEmails }).where(eq(people.id, personId));
  await recordAudit(tx, actor, now, {
    action: "person.addresses_changed",
    subject: personSubject(found.value),
    data: { from: found.value.otherEmails, to: otherEmails },
  });
  await announce(tx, { noun: "people", id: personId });
  return accept(null);
}
