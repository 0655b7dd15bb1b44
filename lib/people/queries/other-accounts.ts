import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { people } from "@/db/schema";

/** Accounts that are the same person's, either way: one has the other's address among their own. One statement; few have any. */
export async function loadOtherAccounts(reader: Reader): Promise<Map<string, string[]>> {
  const other = alias(people, "other");
  const pairs = await reader
    .select({ id: people.id, otherId: other.id })
    .from(people)
    .innerJoin(other, sql`lower(${other.email}) = any(${people.otherEmails}) and ${other.id} <> ${people.id}`);
  const accounts = new Map<string, string[]>();
  const add = (id: string, otherId: string) => accounts.set(id, [...(accounts.get(id) ?? []), otherId]);
  for (const { id, otherId } of pairs) {
    add(id, otherId);
    add(otherId, id);
  }
  return accounts;
}
