import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { installation, people, roleGrants } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/**
 * Makes changes of who is admin wait for each other. Without it two admins who remove one another at the same moment would each
 * still see the other.
 */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.select({ id: installation.id }).from(installation).for("update");
}

// The people of the example organisation have no password: outside the demo they are names in the plan and no way in.
const canSignIn = sql`(${people.passwordHash} is not null or (select ${installation.isDemo} from ${installation}))`;

/**
 * Refuses with `last_admin` when nobody who can sign in is admin any more: call it after the change, in its transaction, which the
 * refusal rolls back.
 */
export async function requireAnAdmin(tx: Tx): Promise<Result<null>> {
  const [found] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.role, "admin"), isNull(roleGrants.teamId), isNull(people.disabledAt), canSignIn));
  if (found && found.count > 0) return accept(null);
  return refuse("last_admin", "This is the last admin. Make somebody else admin first.");
}
