import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Role, roles } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { loadMember } from "./load-member";
import type { SessionClaims } from "./session-token";

/** The person of the example organisation whom the demo's one-click sign-in becomes. */
export function demoEmail(role: Role): string {
  return `${role.replace("_", ".")}@northwind.example`;
}

/** Signs in as a role of the example organisation, without a password. Only in demo mode; elsewhere there is nothing here (404). */
export async function signInAsRole(db: Database, role: unknown, now: Date): Promise<Result<SessionClaims>> {
  const known = roles.find((candidate) => candidate === role);
  if (!env().isDemo || !known) return refuse("not_found", "There is nothing at this address.");
  const [person] = await db
    .select({ id: people.id })
    .from(people)
    .where(sql`lower(${people.email}) = ${demoEmail(known)}`);
  const found = person && (await loadMember(db, person.id));
  if (!found) return refuse("not_found", "The example organisation has nobody in this role.");
  const { member, sessionVersion } = found;
  await db.transaction((tx) =>
    recordAudit(tx, member, now, {
      action: "person.signed_in",
      subject: { kind: "person", id: member.personId, name: member.name },
      data: { by: "demo" },
    }),
  );
  return accept({ personId: member.personId, sessionVersion });
}
