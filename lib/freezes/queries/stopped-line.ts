import { and, eq, isNull, notExists, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { freezeScopes, freezes } from "@/db/schema";
import type { Range } from "@/lib/time/range";
import { listSlotsHitBy } from "./freeze-hits";

/** The stop that closes this environment (left out: everything) already, if there is one. */
export async function findStoppedLine(reader: Reader, environmentId: string | undefined) {
  const rowsOf = reader.select({ one: sql`1` }).from(freezeScopes).where(eq(freezeScopes.freezeId, freezes.id));
  const ofEverything = notExists(rowsOf);
  const ofThis = sql`exists (
    select 1 from ${freezeScopes} where ${freezeScopes.freezeId} = ${freezes.id}
    and ${freezeScopes.environmentId} = ${environmentId ?? null} and not ${freezeScopes.excluded})`;
  const [stop] = await reader
    .select({ freezeId: freezes.id, name: freezes.name })
    .from(freezes)
    .where(
      and(
        freezes.stopsTheLine,
        isNull(freezes.liftedAt),
        environmentId === undefined ? ofEverything : or(ofEverything, ofThis),
      ),
    )
    .limit(1);
  return stop;
}

const dayMs = 86_400_000;
/** More than a small dialog can show. */
const shown = 20;

/** Whom stopping the line now would hit: how many booked slots in all and within a day, and the first of them. */
export async function readStopPreview(reader: Reader, environmentId: string | undefined, now: Date) {
  const scope = {
    environmentIds: environmentId === undefined ? null : [environmentId],
    teamIds: null,
    serviceIds: null,
  };
  const yearOn: Range = { start: now, end: new Date(now.getTime() + 365 * dayMs) };
  const { hits } = await listSlotsHitBy(reader, { grade: "closed", scope, periods: [yearOn] });
  const tomorrow = now.getTime() + dayMs;
  return {
    hits: hits.slice(0, shown),
    total: hits.length,
    withinDay: hits.filter(({ during }) => during.start.getTime() < tomorrow).length,
    stopped: (await findStoppedLine(reader, environmentId)) ?? null,
  };
}
