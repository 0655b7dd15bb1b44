import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { invitations, people, teams } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { newToken } from "@/lib/auth/secret";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { InviteInput } from "@/lib/people/input";

const daysValid = 7;

/**
 * Invites somebody by a link that works once, for seven days. An earlier invitation of the same address ends: the newest link is
 * the one that counts. The token is returned here and never again. Refuses with `name_taken` when the address has joined already,
 * `not_found` when the team does not exist.
 */
export async function invitePerson(
  tx: Tx,
  actor: Member,
  input: InviteInput,
  now: Date,
): Promise<Result<{ invitationId: string; token: string; expiresAt: Date }>> {
  const sameAddress = (column: typeof people.email | typeof invitations.email) =>
    sql`lower(${column}) = ${input.email.toLowerCase()}`;
  const [joined] = await tx.select({ name: people.name }).from(people).where(sameAddress(people.email));
  if (joined) return refuse("name_taken", `${joined.name} has joined with this address already.`, { field: "email" });
  if (input.teamId !== null) {
    const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, input.teamId));
    if (!team) return refuse("not_found", "There is no such team.", { field: "teamId" });
  }
  await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(sameAddress(invitations.email), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)));
  const id = newId();
  const { token, hash } = newToken();
  const expiresAt = new Date(now.getTime() + daysValid * 86_400_000);
  const { email, role, teamId } = input;
  await tx
    .insert(invitations)
    .values({ id, tokenHash: hash, email, role, teamId, invitedBy: actor.personId, expiresAt });
  await recordAudit(tx, actor, now, {
    action: "person.invited",
    subject: { kind: "invitation", id, name: email },
    data: { role, teamId },
  });
  await announce(tx, { noun: "people" });
  return accept({ invitationId: id, token, expiresAt });
}
