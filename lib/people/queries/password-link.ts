import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people } from "@/db/schema";
import { isPasswordLinkOf, passwordLinkHolder } from "@/lib/auth/password-link";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

const gone = refuse(
  "link_revoked",
  "This link is no longer valid: it was used, has expired, or the password was changed since. Ask for a new one.",
);

type Person = typeof people.$inferSelect;

/**
 * The person whose new password a link is for. One refusal, `link_revoked`, for every way in which it is none, so that nothing is
 * learned by trying.
 */
export async function findPasswordLinkHolder(reader: Reader, token: string, now: Date): Promise<Result<Person>> {
  const id = passwordLinkHolder(token);
  const [person] = id ? await reader.select().from(people).where(eq(people.id, id)) : [];
  return judge(person, token, now);
}

/** The same, locked until the transaction ends: of two who use the link at once the second finds it used. */
export async function lockPasswordLinkHolder(reader: Reader, token: string, now: Date): Promise<Result<Person>> {
  const id = passwordLinkHolder(token);
  const [person] = id ? await reader.select().from(people).where(eq(people.id, id)).for("update") : [];
  return judge(person, token, now);
}

function judge(person: Person | undefined, token: string, now: Date): Result<Person> {
  if (!person || person.disabledAt || !isPasswordLinkOf(person, token, now)) return gone;
  return accept(person);
}
