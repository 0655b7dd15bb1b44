import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import type { Database } from "@/db/client";
import type { Result } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { systemNow } from "@/lib/time/clock";
import { signInAsRole } from "./demo";
import { callerAddress } from "./request-origin";
import type { SessionClaims } from "./session-token";
import { signIn } from "./sign-in";

/** Separates the two parts of a refusal that next-auth carries as one word: `rate_limited.540`. */
export const refusalSeparator = ".";

/** The ways to sign in: an identity provider (OIDC) becomes one more entry here. */
export function providers(database: () => Database): NextAuthOptions["providers"] {
  const byPassword = credentials({
    id: "credentials",
    name: "E-mail and password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(input, request) {
      const now = systemNow();
      const from = { ip: callerAddress(new Headers(request.headers as Record<string, string> | undefined)) };
      return userOf(await signIn(database(), { email: input?.email, password: input?.password }, from, now), now);
    },
  });
  const byRole = credentials({
    id: "demo",
    name: "Example organisation",
    credentials: { role: { type: "text" } },
    async authorize(input) {
      const now = systemNow();
      return userOf(await signInAsRole(database(), input?.role, now), now);
    },
  });
  return env().isDemo ? [byPassword, byRole] : [byPassword];
}

/** What next-auth takes for a user: our session's claims, or the refusal as an error. */
function userOf(result: Result<SessionClaims>, now: Date): SessionClaims & { id: string } {
  if (result.ok) return { id: result.value.personId, ...result.value };
  const { code, nextOpen } = result.refusal;
  const seconds = nextOpen ? Math.ceil((nextOpen.getTime() - now.getTime()) / 1000) : "";
  throw new Error(`${code}${refusalSeparator}${seconds}`);
}
