import { cookies, headers } from "next/headers";
import { cache } from "react";
import { callerAddress, mayUseCookie } from "@/lib/auth/request-origin";
import { resolveActor } from "@/lib/auth/resolve-actor";
import { sessionCookieName } from "@/lib/auth/session-token";
import { systemNow } from "@/lib/time/clock";
import { answerTo } from "./answer-errors";
import { database } from "./database";
import type { RequestContext } from "./procedure";

/**
 * The context of a request to the API: by bearer token, or by session cookie. A cookie on a request that another site may have
 * caused counts as no cookie.
 */
export async function contextOfRequest(request: Request): Promise<RequestContext> {
  const sessionToken = mayUseCookie(request.method, request.headers) ? sessionCookie(request.headers) : undefined;
  return contextOf(request.headers, sessionToken);
}

/**
 * The context of a page or a server action. Next itself refuses an action whose origin is not ours. One page asks many procedures:
 * within one rendering all get the same answer, and the same now.
 */
export const contextOfHeaders = cache(async (): Promise<RequestContext> => {
  const [found, jar] = await Promise.all([headers(), cookies()]);
  try {
    return await contextOf(found, jar.get(sessionCookieName())?.value);
  } catch (error) {
    throw answerTo(error);
  }
});

async function contextOf(found: Headers, sessionToken: string | undefined): Promise<RequestContext> {
  const db = database();
  const now = systemNow();
  const actor = await resolveActor(db, { authorization: found.get("authorization"), sessionToken }, now);
  return {
    actor,
    now,
    db,
    request: { ip: callerAddress(found), userAgent: (found.get("user-agent") ?? "").slice(0, 300) },
  };
}

function sessionCookie(found: Headers): string | undefined {
  const wanted = `${sessionCookieName()}=`;
  return found
    .get("cookie")
    ?.split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length);
}
