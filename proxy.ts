import { type NextRequest, NextResponse } from "next/server";

/**
 * Tells layouts which address was asked for, so that signing in can lead back to it. A convenience, never a guard: every
 * procedure checks its caller itself.
 */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set("x-signalbox-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!api/|_next/|.*\\..*).*)"] };
