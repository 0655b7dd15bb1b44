import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

export type Person = typeof people.$inferSelect;

/**
 * The person, locked until the transaction ends. Refuses with `not_found`. Their id never changes, so whoever only names them (an audit
 * row, a verdict) does not wait.
 */
export async function lockPerson(tx: Tx, personId: string): Promise<Result<Person>> {
  const [person] = await tx.select().from(people).where(eq(people.id, personId)).for("no key update");
  return person ? accept(person) : refuse("not_found", "There is no such person.");
}

/** How the audit log names a person. */
export function personSubject(person: { id: string; name: string }) {
  return { kind: "person", id: person.id, name: person.name };
}
