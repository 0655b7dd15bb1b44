import { and, asc, eq, gte, or, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { occurrences, releases, services, slotReleases, slots } from "@/db/schema";
import type { SlotInOpening } from "@/lib/domain/slot-fate";
import type { StandingOccurrence } from "@/lib/domain/standing-occurrence";
import type { WallTime } from "@/lib/time/wall-time";
import { wallTimeAt } from "@/lib/time/zone";

const dayMs = 86_400_000;
/** As long as an opening can last, and a day for the clocks: a rule can give starts so long ago whose opening is not over. */
const longestMs = 32 * dayMs;

export const notOver = (now: Date): SQL => sql`upper(${occurrences.during}) > ${now.toISOString()}::timestamptz`;

export type Standing = {
  /** The openings that are not over. */
  standing: StandingOccurrence[];
  /** Starts of openings that are over: a rule that gives them again makes no second one. */
  overStarts: ReadonlySet<WallTime>;
};

/** Which openings of a window are looked at: all, those that its rule gave from a start on, or one. */
export type StandingScope = { windowId: string; zone: string; from?: WallTime; only?: string };

/**
 * What stands of a window: its openings that are not over, with the live slots in them. Two statements. With `lock` they are
 * locked: a booking that is under way holds a share lock on its opening (trigger `slots_inside_occurrence`), so we wait for it and
 * then see its slot.
 */
export async function loadStandingOccurrences(
  reader: Reader,
  scope: StandingScope,
  now: Date,
  { lock }: { lock: boolean },
): Promise<Standing> {
  const early = wallTimeAt(new Date(now.getTime() - longestMs), scope.zone);
  const wanted = and(
    eq(occurrences.windowId, scope.windowId),
    or(notOver(now), gte(occurrences.originalLocalStart, early)),
    scope.from === undefined ? undefined : gte(occurrences.originalLocalStart, scope.from),
    scope.only === undefined ? undefined : eq(occurrences.id, scope.only),
  );
  const found = reader.select().from(occurrences).where(wanted).orderBy(asc(occurrences.id));
  const rows = await (lock ? found.for("update") : found);
  const inThem = groupRows(await loadSlots(reader, and(wanted, notOver(now))), (slot) => slot.occurrenceId);
  const isOver = ({ during }: (typeof rows)[number]) => during.end <= now;
  const standing = rows
    .filter((row) => !isOver(row))
    .map((row): StandingOccurrence => {
      const { id, originalLocalStart, during, lanes, status, editedAt } = row;
      const own = inThem.get(id) ?? [];
      const live = own.flatMap(({ slot }) => (isLive(slot) ? [slot] : []));
      const hasPast = own.length > live.length;
      return { id, originalLocalStart, during, lanes, status, isEdited: editedAt !== null, slots: live, hasPast };
    });
  return { standing, overStarts: new Set(rows.filter(isOver).map((row) => row.originalLocalStart)) };
}

type AnySlot = Omit<SlotInOpening, "status"> & { status: (typeof slots.$inferSelect)["status"] };

const isLive = (slot: AnySlot): slot is SlotInOpening => ["held", "booked", "open"].includes(slot.status);

async function loadSlots(reader: Reader, where: SQL | undefined): Promise<{ occurrenceId: string; slot: AnySlot }[]> {
  const rows = await reader
    .select({
      occurrenceId: occurrences.id,
      slot: {
        id: slots.id,
        lane: slots.lane,
        during: slots.during,
        status: slots.status,
        origin: slots.origin,
        teamId: slots.teamId,
      },
      release: {
        releaseId: releases.id,
        serviceId: services.id,
        serviceName: services.name,
        teamId: services.teamId,
        version: releases.version,
        kind: releases.kind,
        status: releases.status,
      },
    })
    .from(slots)
    .innerJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
    .leftJoin(services, eq(services.id, slotReleases.serviceId))
    .where(where)
    .orderBy(sql`lower(${slots.during})`, asc(slots.id), asc(slotReleases.position));
  return [...groupRows(rows, (row) => row.slot.id).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const aboard = group.flatMap(({ release }) => (release?.releaseId ? [release] : []));
    return [
      { occurrenceId: first.occurrenceId, slot: { ...first.slot, releases: aboard as SlotInOpening["releases"] } },
    ];
  });
}
