import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "./content-security-policy";

/**
 * Gives every page its own nonce: only the scripts that this answer brings are run, so that text which slips into a page as
 * markup stays text. And tells layouts the nonce, and which address was asked for, so that signing in can lead back to it. A convenience,
 * never a guard: every procedure checks its caller itself.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-signalbox-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("x-signalbox-nonce", nonce);
  // Next reads the nonce from here and puts it on the scripts it writes.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/|.*\\..*).*)"] };
