import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { lockPerson, personSubject } from "./find-person";
import { lockAdmins, requireAnAdmin } from "./last-admin";
import { returnTheirBuilds } from "./return-their-builds";

/**
 * Locks a person out: sessions and API tokens end with the next request, and stay ended when they are enabled again (sessions) or
 * live on (tokens). What they did stays theirs; what they have in test goes back to the queue at once. Disabling twice changes nothing.
 * Refuses with `not_found`, `last_admin`.
 */
export async function disablePerson(tx: Tx, actor: Member, personId: string, now: Date): Promise<Result<null>> {
  await lockAdmins(tx);
  const found = await lockPerson(tx, personId);
  if (!found.ok) return found;
  if (found.value.disabledAt) return accept(null);
  await tx
    .update(people)
    .set({ disabledAt: now, sessionVersion: sql`${people.sessionVersion} + 1` })
    .where(eq(people.id, personId));
  const guarded = await requireAnAdmin(tx);
  if (!guarded.ok) return guarded;
  await recordAudit(tx, actor, now, { action: "person.disabled", subject: personSubject(found.value) });
  await returnTheirBuilds(tx, personId);
  await announce(tx, { noun: "people", id: personId });
  return accept(null);
}

/** Lets a disabled person sign in again, with the roles they had. Enabling twice changes nothing. Refuses with `not_found`. */
export async function enablePerson(tx: Tx, actor: Member, personId: string, now: Date): Promise<Result<null>> {
  const found = await lockPerson(tx, personId);
  if (!found.ok) return found;
  if (!found.value.disabledAt) return accept(null);
  await tx.update(people).set({ disabledAt: null }).where(eq(people.id, personId));
  await recordAudit(tx, actor, now, { action: "person.enabled", subject: personSubject(found.value) });
  await announce(tx, { noun: "people", id: personId });
  return accept(null);
}
