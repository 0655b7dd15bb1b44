import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { lockPerson, personSubject } from "./find-person";

/** Ends every session of a person at its next request, the caller's own too. API tokens live on. Refuses with `not_found`. */
export async function signOutEverywhere(tx: Tx, actor: Member, personId: string, now: Date): Promise<Result<null>> {
  const found = await lockPerson(tx, personId);
  if (!found.ok) return found;
  await tx
    .update(people)
    .set({ sessionVersion: sql`${people.sessionVersion} + 1` })
    .where(eq(people.id, personId));
  await recordAudit(tx, actor, now, { action: "person.signed_out_everywhere", subject: personSubject(found.value) });
  return accept(null);
}
