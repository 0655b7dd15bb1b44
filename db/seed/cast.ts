import { eq } from "drizzle-orm";
import type { Reader, Tx } from "@/db/client";
import { people } from "@/db/schema";
import { inTransaction } from "@/db/transaction";
import type { Member } from "@/lib/auth/actor";
import { loadMember } from "@/lib/auth/load-member";
import type { Result } from "@/lib/domain/refusal";
import { examplePeople, type PersonKey } from "./example-plan";

/** The people of the example as whoever acts: what the present shows was done by them, through the same commands as yours. */
export type Cast = (key: PersonKey) => Member;

export async function assembleCast(db: Reader): Promise<Cast> {
  const members = new Map<string, Member>();
  for (const { key, email } of examplePeople) {
    const [row] = await db.select({ id: people.id }).from(people).where(eq(people.email, email));
    const found = row && (await loadMember(db, row.id));
    if (found) members.set(key, found.member);
  }
  return (key) => {
    const member = members.get(key);
    if (!member) throw new ExampleRefused(`The example organisation has no ${key} any more.`);
    return member;
  };
}

/** What the example wants to do and cannot: a rule did not let it through, or who was to do it is gone. */
export class ExampleRefused extends Error {
  constructor(readonly reason: string) {
    super(`the example was refused: ${reason}`);
  }
}

/** Runs a command that must not be refused: the example breaks no rule, so a refusal is a mistake in its story. */
export async function perform<T>(db: Reader, command: (tx: Tx) => Promise<Result<T>>): Promise<T> {
  const result = await inTransaction(db, command);
  if (!result.ok) throw new ExampleRefused(result.refusal.message);
  return result.value;
}
