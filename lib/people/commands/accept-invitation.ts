import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { invitations, people, roleGrants } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { hashPassword } from "@/lib/auth/password";
import { passwordProblem } from "@/lib/domain/password";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { AcceptInvitationInput } from "@/lib/people/input";
import { lockInvitation } from "@/lib/people/queries/invitation";

/**
 * Joins by an invitation: the address, role and team are those of the invitation, never the caller's. Works once; of two at the
 * same moment one wins. Refuses with `invitation_invalid`, with `invalid_input` for a weak password, with `name_taken` when the address
 * joined meanwhile.
 */
export async function acceptInvitation(
  tx: Tx,
  input: AcceptInvitationInput,
  now: Date,
): Promise<Result<{ email: string }>> {
  const found = await lockInvitation(tx, input.token, now);
  if (!found.ok) return found;
  const { invitation } = found.value;
  const problem = passwordProblem(input.password, [invitation.email, input.name]);
  if (problem) return refuse("invalid_input", problem, { field: "password" });
  const person = { id: newId(), name: input.name };
  await tx
    .insert(people)
    .values({ ...person, email: invitation.email, zone: input.zone, passwordHash: await hashPassword(input.password) });
  await tx.insert(roleGrants).values({ personId: person.id, role: invitation.role, teamId: invitation.teamId });
  await tx.update(invitations).set({ acceptedAt: now, acceptedBy: person.id }).where(eq(invitations.id, invitation.id));
  const subject = { kind: "person", id: person.id, name: person.name };
  await recordAudit(
    tx,
    { kind: "visitor" },
    now,
    { action: "person.joined", subject, data: { invitationId: invitation.id, invitedBy: invitation.invitedBy } },
    { action: "role.granted", subject, data: { role: invitation.role, teamId: invitation.teamId } },
  );
  await announce(tx, { noun: "people", id: person.id });
  return accept({ email: invitation.email });
}
