import { and, eq, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people, roleGrants } from "@/db/schema";
import type { Tester } from "@/lib/domain/handoff";
import { permissionsOf, reaches } from "@/lib/domain/permission";

/** Somebody who can be given a build of this team to test: signed up, not disabled, with the permission to judge for it. */
export async function loadTester(reader: Reader, personId: string, teamId: string): Promise<Tester | undefined> {
  const rows = await reader
    .select({ id: people.id, name: people.name, role: roleGrants.role, teamId: roleGrants.teamId })
    .from(people)
    .innerJoin(roleGrants, eq(roleGrants.personId, people.id))
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  const [first] = rows;
  if (first === undefined || !reaches(permissionsOf(rows).get("handoff.judge"), teamId)) return undefined;
  return { id: first.id, name: first.name };
}
