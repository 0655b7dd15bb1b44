import { isSame, signed } from "./secret";

/** Whom the link is for, as they are at this moment. */
type Holder = { id: string; sessionVersion: number; passwordHash: string | null };

/**
 * The token of a link that lets a person choose a new password until `expiresAt`. It is stored nowhere: its code covers the password
 * and the session version it was made under, so it ends with the first use, with any other change of the password, and when the
 * person is signed out everywhere or locked out.
 */
export function passwordLinkToken(holder: Holder, expiresAt: Date): string {
  const until = Math.floor(expiresAt.getTime() / 1000);
  return `${holder.id}.${until}.${codeOf(holder, until)}`;
}

function codeOf({ id, sessionVersion, passwordHash }: Holder, until: number): string {
  return signed("password link", [id, until, sessionVersion, passwordHash ?? ""].join("\n"));
}

/** Whose link it claims to be; whether it is one says `isPasswordLinkOf`. */
export function passwordLinkHolder(token: string): string | undefined {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.\d{1,11}\.[\w-]{43}$/.exec(token)?.[1];
}

/** Whether the token was made for this person as they are, and still holds. */
export function isPasswordLinkOf(holder: Holder, token: string, now: Date): boolean {
  const [id, until, code] = token.split(".");
  if (id !== holder.id || !until || !code) return false;
  return isSame(code, codeOf(holder, Number(until))) && now.getTime() < Number(until) * 1000;
}
