import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { invitations, people, teams } from "@/db/schema";
import { tokenHash } from "@/lib/auth/secret";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

export const invitationGone = refuse(
  "invitation_invalid",
  "This invitation is no longer valid: it was used, withdrawn, or has expired. Ask for a new one.",
);

/**
 * The open invitation behind a link's token. One refusal, `invitation_invalid`, for every way in which it is none, so that nothing is
 * learned by trying.
 */
export async function findInvitation(reader: Reader, token: string, now: Date) {
  const [row] = await reader
    .select({ invitation: invitations, invitedByName: people.name, teamName: teams.name })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .leftJoin(teams, eq(teams.id, invitations.teamId))
    .where(eq(invitations.tokenHash, tokenHash(token)));
  return openInvitation(row, now);
}

/** The same, locked until the transaction ends: of two who accept at once the second sees that it was used. */
export async function lockInvitation(reader: Reader, token: string, now: Date) {
  const [invitation] = await reader
    .select()
    .from(invitations)
    .where(eq(invitations.tokenHash, tokenHash(token)))
    .for("update");
  return openInvitation(invitation && { invitation }, now);
}

function openInvitation<Row extends { invitation: typeof invitations.$inferSelect }>(
  row: Row | undefined,
  now: Date,
): Result<Row> {
  if (!row) return invitationGone;
  const { acceptedAt, revokedAt, expiresAt } = row.invitation;
  return acceptedAt || revokedAt || expiresAt <= now ? invitationGone : accept(row);
}
