import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { people, roleGrants } from "@/db/schema";
import type { Member } from "@/lib/auth/actor";
import { type Grant, type Permission, permissionsOf, type Role } from "@/lib/domain/permission";

export type TestPerson = { id: string; name: string; email: string; zone: string; grants: Grant[] };

/** A person with roles, for every team unless told. They cannot sign in: they have no password. */
export async function aPerson(
  db: Database,
  person: { name: string; email?: string; roles: { role: Role; teamId?: string }[] },
): Promise<TestPerson> {
  const email = person.email ?? `${person.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".")}@example.com`;
  const [row] = await db.insert(people).values({ name: person.name, email, zone: "Europe/Berlin" }).returning();
  if (!row) throw new Error("the person was not inserted");
  const grants = person.roles.map(({ role, teamId }) => ({ role, teamId: teamId ?? null }));
  if (grants.length > 0) await db.insert(roleGrants).values(grants.map((grant) => ({ personId: row.id, ...grant })));
  return { id: row.id, name: row.name, email, zone: row.zone, grants };
}

/** The person as whoever acts, as `lib/auth` would make them of a session. */
export function actorOf(person: TestPerson): Member {
  return {
    kind: "person",
    personId: person.id,
    name: person.name,
    email: person.email,
    zone: person.zone,
    grants: person.grants,
    permissions: permissionsOf(person.grants),
  };
}

/** A token of this person with some of their permissions. It stands in no table: for calls that do not look it up. */
export function tokenActorOf(person: TestPerson, ...permissions: Permission[]): Member {
  const own = permissionsOf(person.grants);
  const given = new Map([...own].filter(([permission]) => permissions.includes(permission)));
  return { ...actorOf(person), kind: "token", permissions: given, tokenId: randomUUID() };
}
