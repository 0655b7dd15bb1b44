import type { Database } from "@/db/client";
import type { Actor } from "./actor";
import { loadMember } from "./load-member";
import { loadToken } from "./load-token";
import { readSession } from "./session-token";

/** What a request shows of itself. */
export type Credentials = {
  /** The whole `Authorization` header. */
  authorization?: string | null;
  /** The value of the session cookie. */
  sessionToken?: string | null;
};

/**
 * Who asks. Everything is looked up at each request, so that a revoked token, a disabled person, a lost role and "sign out
 * everywhere" count from the next request on. A request with an `Authorization` header is judged by that alone: a broken
 * token does not fall back to the cookie of whoever sits at the browser.
 */
export async function resolveActor(db: Database, credentials: Credentials, now: Date): Promise<Actor> {
  if (credentials.authorization) {
    const [, token] = /^Bearer\s+(\S+)\s*$/i.exec(credentials.authorization) ?? [];
    return (token && (await loadToken(db, token, now))) || { kind: "visitor" };
  }
  const claims = credentials.sessionToken ? await readSession(credentials.sessionToken) : undefined;
  const found = claims && (await loadMember(db, claims.personId));
  if (!found || found.sessionVersion !== claims.sessionVersion) return { kind: "visitor" };
  return found.member;
}
