import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { derivedKey } from "./secret";

/** How long after signing in a session ends by itself. */
export const sessionSeconds = 14 * 24 * 60 * 60;

/** What a session says: who, and under which version of the person's sessions it was made. Never what they may do. */
export type SessionClaims = { personId: string; sessionVersion: number };

export function hasSecureCookies(): boolean {
  return env().publicUrl.startsWith("https://");
}

/** `__Secure-` makes browsers refuse to take the cookie over a plain connection. */
export function sessionCookieName(): string {
  return `${hasSecureCookies() ? "__Secure-" : ""}signalbox.session`;
}

/** The claims of a session cookie; `undefined` when it is forged, expired or not ours. */
export async function readSession(cookie: string): Promise<SessionClaims | undefined> {
  try {
    const claims = await decode({ token: cookie, secret: derivedKey("session") });
    if (typeof claims?.personId !== "string" || typeof claims.sessionVersion !== "number") return undefined;
    return { personId: claims.personId, sessionVersion: claims.sessionVersion };
  } catch {
    return undefined;
  }
}

/** A session cookie's value, as signing in makes it. */
export function writeSession(claims: SessionClaims): Promise<string> {
  return encode({ token: { ...claims }, secret: derivedKey("session"), maxAge: sessionSeconds });
}
