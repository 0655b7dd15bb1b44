import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { occurrences, slotReleases, slots } from "@/db/schema";
import type { FateFacts } from "@/lib/domain/slot-fate";
import type { StandingOccurrence } from "@/lib/domain/standing-occurrence";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";

const dayMs = 86_400_000;
/** Slots go along with an opening that stays on its day; a move of one opening says itself how far it goes. */
const reachMs = 2 * dayMs;

/**
 * What decides whether the slots of these openings have a place when the openings change: freezes and other slots around them,
 * and around `to`. Two statements, none when no slot stands in them.
 */
export async function loadFateFacts(
  reader: Reader,
  window: { id: string; environmentId: string; name: string; zone: string },
  standing: readonly StandingOccurrence[],
  now: Date,
  to?: Range,
): Promise<FateFacts> {
  const { environmentId, name, zone } = window;
  const facts = { now, environmentId, window: { name, zone }, freezes: [], taken: [] };
  const around = hullOf(standing, to);
  if (around === undefined) return facts;
  return {
    ...facts,
    freezes: await loadFreezes(reader, around),
    taken: await loadTaken(reader, window, around),
  };
}

function hullOf(standing: readonly StandingOccurrence[], to: Range | undefined): Range | undefined {
  const stretches = standing.flatMap(({ slots: inside }) => inside.map(({ during }) => during));
  if (stretches.length === 0) return undefined;
  const all = to === undefined ? stretches : [...stretches, to];
  const start = all.reduce((first, range) => Math.min(first, range.start.getTime()), Number.POSITIVE_INFINITY);
  const end = all.reduce((last, range) => Math.max(last, range.end.getTime()), 0);
  return { start: new Date(start - reachMs), end: new Date(end + reachMs) };
}

/** What live slots outside this window deploy to its environment. */
function loadTaken(reader: Reader, window: { id: string; environmentId: string }, around: Range) {
  return reader
    .select({ serviceId: slotReleases.serviceId, during: slotReleases.during })
    .from(slotReleases)
    .innerJoin(slots, eq(slots.id, slotReleases.slotId))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .where(
      and(
        eq(slotReleases.environmentId, window.environmentId),
        sql`${slotReleases.live}`,
        overlapsRange(slotReleases.during, around),
        or(isNull(occurrences.windowId), ne(occurrences.windowId, window.id)),
      ),
    );
}
