import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people, roleGrants } from "@/db/schema";
import { permissionsOf } from "@/lib/domain/permission";
import type { Member } from "./actor";

/** A person with the rights they have now, and the version their sessions must carry. `undefined`: unknown or disabled. */
export async function loadMember(
  reader: Reader,
  personId: string,
): Promise<{ member: Member; sessionVersion: number } | undefined> {
  const rows = await reader
    .select({ person: people, role: roleGrants.role, teamId: roleGrants.teamId })
    .from(people)
    .leftJoin(roleGrants, eq(roleGrants.personId, people.id))
    .where(eq(people.id, personId));
  const person = rows[0]?.person;
  if (!person || person.disabledAt) return undefined;
  const grants = rows.flatMap(({ role, teamId }) => (role ? [{ role, teamId }] : []));
  return {
    member: {
      kind: "person",
      personId: person.id,
      name: person.name,
      email: person.email,
      zone: person.zone,
      grants,
      permissions: permissionsOf(grants),
    },
    sessionVersion: person.sessionVersion,
  };
}
