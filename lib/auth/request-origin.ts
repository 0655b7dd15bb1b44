import { env } from "@/lib/env";

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/**
 * Whether the cookie of this request may speak for its owner. Browsers attach cookies to requests that other sites make them
 * send; what changes something must therefore say that it comes from our own pages (CSRF). Browsers send `Origin` with each
 * such request and pages cannot forge it.
 */
export function mayUseCookie(method: string, headers: Headers): boolean {
  if (safeMethods.includes(method.toUpperCase())) return true;
  const origin = headers.get("origin");
  if (!origin) return false;
  if (origin === new URL(env().publicUrl).origin) return true;
  // The address people type may differ from the public one (a local name, a forwarded port): what counts is that the page and
  // the request went to the same host.
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The caller's address as far as it can be known: the last hop a proxy wrote, or the peer's own, which Next puts there. */
export function callerAddress(headers: Headers): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  return hops.at(-1)?.trim().slice(0, 64) || "unknown";
}
