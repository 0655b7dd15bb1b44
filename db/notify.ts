import { sql } from "drizzle-orm";
import type { Reader } from "./client";

/** The one channel on which every process hears of changes. */
export const changeChannel = "signalbox";

/** The nouns whose changes browsers follow. A message says what changed, never how: the browser asks again, with its own rights. */
export const liveNouns = [
  "windows",
  "freezes",
  "slots",
  "releases",
  "handoffs",
  "groups",
  "test-plans",
  "approvals",
  "deployments",
  "services",
  "people",
  "access",
  "calendars",
  "licences",
  "waitlist",
  "swaps",
  "views",
  "forecasts",
  "trains",
  "notices",
  "inbound",
  "history",
] as const;
export type LiveNoun = (typeof liveNouns)[number];
export type Announcement = { noun: LiveNoun; id?: string };

/**
 * Tells every process, at commit, that rows of these nouns changed. Part of the transaction: what is rolled back is never
 * announced. Postgres drops repeats of the same message within one transaction. One statement, however many there are.
 */
export async function announce(tx: Reader, ...announcements: Announcement[]): Promise<void> {
  if (announcements.length === 0) return;
  const messages = announcements.map((announcement) => JSON.stringify(announcement));
  await tx.execute(
    sql`select pg_notify(${changeChannel}, message) from unnest(${sql.param(messages)}::text[]) as message`,
  );
}
