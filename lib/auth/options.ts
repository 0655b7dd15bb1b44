import type { NextAuthOptions } from "next-auth";
import type { Database } from "@/db/client";
import { log } from "@/lib/log";
import { providers } from "./providers";
import { derivedKey } from "./secret";
import { hasSecureCookies, type SessionClaims, sessionCookieName, sessionSeconds } from "./session-token";

declare module "next-auth" {
  interface User extends Partial<SessionClaims> {}
}
declare module "next-auth/jwt" {
  interface JWT extends Partial<SessionClaims> {}
}

/**
 * How next-auth keeps sessions for us: an encrypted cookie that says who and under which version, nothing else. Whether it
 * still counts is looked up at each request (resolve-actor.ts), so signing somebody out needs no list of sessions.
 */
export function authOptions(database: () => Database): NextAuthOptions {
  // The address in front of a proxy, or of a forwarded port, is the one the browser used.
  process.env.AUTH_TRUST_HOST ??= "true";
  const secure = hasSecureCookies();
  return {
    providers: providers(database),
    secret: derivedKey("session"),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    callbacks: {
      jwt({ token, user }) {
        const claims = user ?? token;
        return { personId: claims.personId, sessionVersion: claims.sessionVersion };
      },
      // Pages learn who is signed in from procedures, with the rights of the moment; this answer says only that a cookie is there.
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      error: (code) => log.warn({ code }, "signing in failed"),
      warn: (code) => log.debug({ code }, "signing in"),
      debug: () => {},
    },
  };
}
