import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { handoffs, people, releases, waivers } from "@/db/schema";

/** The conditions under which these builds were accepted, by handoff. One statement. */
export async function loadWaivers(reader: Reader, handoffIds: string[]) {
  if (handoffIds.length === 0) return new Map<string, never>();
  const [taker, settler] = [alias(people, "taker"), alias(people, "settler")];
  const rows = await reader
    .select({
      handoffId: waivers.handoffId,
      risk: waivers.risk,
      takenBy: taker.name,
      takenAt: waivers.takenAt,
      expiresAt: waivers.expiresAt,
      settledAt: waivers.settledAt,
      settledBy: settler.name,
      settledNote: waivers.settledNote,
    })
    .from(waivers)
    .innerJoin(taker, eq(taker.id, waivers.takenBy))
    .leftJoin(settler, eq(settler.id, waivers.settledBy))
    .where(anyOf(waivers.handoffId, handoffIds));
  return new Map(rows.map(({ handoffId, ...waiver }) => [handoffId, waiver]));
}

/** Of a row of releases: until when the acceptance of its build holds, where it was given under a condition that nobody has settled. */
export const conditionUntil = sql<Date | null>`(
  select ${waivers.expiresAt} from ${waivers}
  join ${handoffs} on ${handoffs.id} = ${waivers.handoffId}
  where ${handoffs.releaseId} = ${releases.id} and ${handoffs.status} = 'accepted' and ${waivers.settledAt} is null)`.mapWith(
  waivers.expiresAt,
);
