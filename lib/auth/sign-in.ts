import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { passwordMaxLength } from "@/lib/domain/password";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { email } from "@/lib/fields";
import { formatDuration } from "@/lib/time/format";
import { loadMember } from "./load-member";
import { isPassword } from "./password";
import { type Counted, countAttempt, forgiveAttempt } from "./rate-limit";
import type { SessionClaims } from "./session-token";

const minute = 60;
/** Somebody who mistypes stays below these; somebody who guesses does not. */
const perAddressAndAccount = { name: "sign-in", attempts: 6, seconds: 10 * minute };
const perAddress = { name: "sign-in-address", attempts: 60, seconds: 10 * minute };
// A sender can invent addresses where no proxy stands before us, so the account has a limit of its own.
const perAccount = { name: "sign-in-account", attempts: 100, seconds: 60 * minute };

const inputSchema = z.strictObject({ email, password: z.string().min(1).max(passwordMaxLength) });

/**
 * Signs in by e-mail and password. A wrong password, an unknown address, a disabled person and one without a password get the
 * same answer after the same work. Refuses with `rate_limited` (its `nextOpen` says until when) and `wrong_credentials`; both leave
 * an audit row, the former once per limit that was met.
 */
export async function signIn(
  db: Database,
  input: { email: unknown; password: unknown },
  from: { ip: string },
  now: Date,
): Promise<Result<SessionClaims>> {
  const read = inputSchema.safeParse(input);
  if (!read.success) return wrong;
  const account = read.data.email.toLowerCase();
  const counted: Counted[] = [
    { limit: perAddressAndAccount, key: `${from.ip} ${account}` },
    { limit: perAddress, key: from.ip },
    { limit: perAccount, key: account },
  ];
  const attempt = await countAttempt(db, counted);
  if (!attempt.ok) {
    if (attempt.isFirst) await recordRefusal(db, account, from, "too many attempts", now);
    const nextOpen = new Date(now.getTime() + attempt.retryAfterSeconds * 1000);
    const wait = formatDuration(attempt.retryAfterSeconds * 1000);
    return refuse("rate_limited", `Too many attempts to sign in. Try again in ${wait}.`, { nextOpen });
  }
  const person = await findPerson(db, account);
  const isRight = await isPassword(read.data.password, person?.passwordHash);
  const found = isRight && person ? await loadMember(db, person.id) : undefined;
  if (!found) {
    await recordRefusal(db, account, from, "wrong credentials", now);
    return wrong;
  }
  await forgiveAttempt(db, counted);
  const { member, sessionVersion } = found;
  await db.transaction((tx) =>
    recordAudit(tx, member, now, {
      action: "person.signed_in",
      subject: { kind: "person", id: member.personId, name: member.name },
      data: { address: from.ip, by: "password" },
    }),
  );
  return accept({ personId: member.personId, sessionVersion });
}

const wrong = refuse("wrong_credentials", "The e-mail address or the password is wrong.");

async function findPerson(db: Database, account: string) {
  const [person] = await db
    .select({ id: people.id, name: people.name, passwordHash: people.passwordHash })
    .from(people)
    .where(sql`lower(${people.email}) = ${account}`);
  return person;
}

/** The log names the person whose account was tried. An address that is nobody's is left out: people type passwords there. */
async function recordRefusal(db: Database, account: string, from: { ip: string }, reason: string, now: Date) {
  const person = await findPerson(db, account);
  await db.transaction((tx) =>
    recordAudit(tx, { kind: "visitor" }, now, {
      action: "sign_in.refused",
      subject: { kind: "person", id: person?.id, name: person?.name ?? "unknown address" },
      data: { address: from.ip, reason },
    }),
  );
}
