import nextAuth from "next-auth";
import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { authOptions } from "./options";
import { refusalSeparator } from "./providers";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Answers everything below /api/auth. `database` is asked for only when a request comes, not when the server is built. */
export function authHandler(database: () => Database) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const [, provider] = (await context.params).nextauth;
    // In a real installation there is no such door, whatever the request.
    if (provider === "demo" && !env().isDemo) return new Response("Not found", { status: 404 });
    const response: Response = await nextAuth(authOptions(database))(request, context);
    return withRetryAfter(response);
  };
}

/** next-auth knows no 429: it answers any refusal with 401 and a word in the address it would lead to. */
async function withRetryAfter(response: Response): Promise<Response> {
  if (response.status !== 401) return response;
  const body = await response.text();
  const [, seconds] = new RegExp(`rate_limited\\${refusalSeparator}(\\d+)`).exec(body) ?? [];
  const headers = new Headers(response.headers);
  if (seconds) headers.set("Retry-After", seconds);
  return new Response(body, { status: seconds ? 429 : 401, headers });
}
