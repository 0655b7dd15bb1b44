import { createHash } from "node:crypto";
import type { Database } from "@/db/client";
import { departureView } from "@/lib/access/queries/departure-view";
import { refusalCodes } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { listDepartures } from "@/lib/slots/queries/departures";
import { scheduleCalendar } from "./schedule-calendar";

const day = 86_400_000;
/** How long what is over stays in the feed; a program that was off for longer than this keeps a cancelled event. */
const before = 90 * day;
const after = 730 * day;
const mostEvents = 5_000;

const headers = {
  "Cache-Control": "private, no-cache",
  "X-Robots-Tag": "noindex",
  "Referrer-Policy": "no-referrer",
};

/**
 * The calendar of a share link. 304 while nothing changed; 404 for an unknown link, 410 for one that was revoked or has expired:
 * calendar programs take the latter as the end of a subscription.
 */
export async function answerScheduleFeed(db: Database, token: string, request: Request, now: Date): Promise<Response> {
  const view = await departureView(db, { kind: "visitor" }, { share: token }, now);
  if (!view.ok) {
    const { code, message } = view.refusal;
    return new Response(`${message}\n`, {
      status: refusalCodes[code],
      headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" },
    });
  }
  const { scope, organisationName, environmentName, zone } = view.value;
  const range = { start: new Date(now.getTime() - before), end: new Date(now.getTime() + after) };
  const departures = await listDepartures(db, scope, range, now, mostEvents);
  const name = [organisationName, environmentName, "releases"].filter(Boolean).join(" · ");
  const link = `${env().publicUrl}/share/${token}/departures`;
  const body = scheduleCalendar({ name, zone, link }, departures, now);
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  if (knows(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers: { ...headers, ETag: etag } });
  return new Response(body, {
    headers: {
      ...headers,
      ETag: etag,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="schedule.ics"',
    },
  });
}

/** Compared weakly (RFC 9110 13.1.2): proxies that compress mark the tag with `W/`. */
function knows(ifNoneMatch: string | null, etag: string): boolean {
  const tags = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return tags.includes(etag) || tags.includes("*");
}
