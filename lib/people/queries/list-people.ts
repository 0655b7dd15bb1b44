import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { invitations, people, roleGrants, teams } from "@/db/schema";
import type { PendingInvitation, PersonRow } from "@/lib/people/input";

/** Everybody who ever joined, by name, with their roles; who is disabled stays listed. */
export async function listPeople(reader: Reader): Promise<PersonRow[]> {
  const everybody = await reader.select().from(people).orderBy(sql`lower(${people.name})`, asc(people.id));
  const grants = await reader
    .select({
      personId: roleGrants.personId,
      id: roleGrants.id,
      role: roleGrants.role,
      teamId: roleGrants.teamId,
      teamName: teams.name,
    })
    .from(roleGrants)
    .leftJoin(teams, eq(teams.id, roleGrants.teamId))
    .orderBy(roleGrants.createdAt, roleGrants.id);
  const byPerson = groupRows(grants, (grant) => grant.personId);
  return everybody.map(({ id, name, email, otherEmails, zone, disabledAt, createdAt }) => {
    const own = (byPerson.get(id) ?? []).map(({ personId: _, ...grant }) => grant);
    return { id, name, email, otherEmails, zone, disabledAt, joinedAt: createdAt, grants: own };
  });
}

/** Invitations that can still be accepted. Their links are not kept: to show one again, invite again. */
export function listPendingInvitations(reader: Reader, now: Date): Promise<PendingInvitation[]> {
  return reader
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      teamName: teams.name,
      invitedByName: people.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .leftJoin(teams, eq(teams.id, invitations.teamId))
    .where(and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.createdAt));
}

/** The teams a role can be limited to. */
export function listTeamNames(reader: Reader): Promise<{ id: string; name: string }[]> {
  return reader.select({ id: teams.id, name: teams.name }).from(teams).orderBy(sql`lower(${teams.name})`);
}
