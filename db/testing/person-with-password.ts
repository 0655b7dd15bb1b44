import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { people } from "@/db/schema";
import { hashPassword } from "@/lib/auth/password";
import { aPerson, type TestPerson } from "./person";

/** Long enough, and nobody's name. */
export const testPassword = "nine stations to the coast";

/** A person who can sign in with `testPassword`. */
export async function aPersonWithPassword(
  db: Database,
  person: Parameters<typeof aPerson>[1],
): Promise<TestPerson & { password: string }> {
  const made = await aPerson(db, person);
  await db
    .update(people)
    .set({ passwordHash: await hashPassword(testPassword) })
    .where(eq(people.id, made.id));
  return { ...made, password: testPassword };
}
