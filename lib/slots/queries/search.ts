import { and, asc, desc, eq, gte, ilike, inArray, lt, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import {
  environments,
  occurrences,
  releases,
  releaseWindows,
  services,
  slotReleases,
  slotSeries,
  slots,
  teams,
} from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import type { SlotState } from "@/lib/domain/slot-state";
import type { Range } from "@/lib/time/range";

export type FoundSlot = {
  slotId: string;
  environment: { id: string; name: string; zone: string };
  windowName: string | null;
  status: SlotState;
  during: Range;
  team: { id: string; name: string; hue: number };
  /** Null together with the version while it is not chosen what the slot ships. */
  serviceName: string | null;
  version: string | null;
  /** The recurring booking that it is a date of. */
  seriesName: string | null;
  note: string;
};

/**
 * Slots whose release, team, note, window or recurring booking hold every word, in any order: what is to come first, then what was,
 * the nearest first. A slot is found before it is chosen what it ships, and once for each release when it ships several. Of slots
 * of teams outside the scope nothing is found. Two statements.
 */
export async function searchSlots(
  reader: Reader,
  { words, limit }: { words: readonly string[]; limit: number },
  scope: Reach,
  now: Date,
): Promise<FoundSlot[]> {
  if (words.length === 0 || (scope !== "all" && scope.length === 0)) return [];
  const ahead = await find(gte(sql`upper(${slots.during})`, now), asc(sql`lower(${slots.during})`), limit);
  if (ahead.length >= limit) return ahead;
  const past = lt(sql`upper(${slots.during})`, now);
  return [...ahead, ...(await find(past, desc(sql`lower(${slots.during})`), limit - ahead.length))];

  async function find(when: SQL, order: SQL, most: number): Promise<FoundSlot[]> {
    return await reader
      .select({
        slotId: slots.id,
        environment: { id: environments.id, name: environments.name, zone: environments.zone },
        windowName: releaseWindows.name,
        status: slots.status,
        during: slots.during,
        team: { id: teams.id, name: teams.name, hue: teams.hue },
        serviceName: services.name,
        version: releases.version,
        seriesName: slotSeries.name,
        note: slots.note,
      })
      .from(slots)
      .innerJoin(environments, eq(environments.id, slots.environmentId))
      .innerJoin(teams, eq(teams.id, slots.teamId))
      .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
      .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
      .leftJoin(services, eq(services.id, slotReleases.serviceId))
      .leftJoin(slotSeries, eq(slotSeries.id, slots.seriesId))
      .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
      .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
      .where(
        and(
          when,
          notInArray(slots.status, ["held", "cancelled", "expired"]),
          scope === "all" ? undefined : inArray(slots.teamId, [...scope]),
          ...words.map(holds),
        ),
      )
      .orderBy(order, asc(slots.id))
      .limit(most);
  }
}

/** The word somewhere in what people know the slot by. A percent sign or an underscore means itself. */
function holds(word: string): SQL | undefined {
  const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return or(
    ilike(services.name, pattern),
    ilike(releases.version, pattern),
    ilike(teams.name, pattern),
    ilike(slots.note, pattern),
    ilike(releaseWindows.name, pattern),
    ilike(slotSeries.name, pattern),
  );
}
