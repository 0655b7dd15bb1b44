import { and, eq, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { freezes, postponements, releases, services, slotReleases, slots } from "@/db/schema";
import type { BookedRelease } from "@/lib/domain/booking-facts";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import type { PostponedSlot } from "@/lib/domain/thaw";

/** A postponed slot as the commands need it: with its row, and what of it still needs a place. */
export type WaitingSlot = PostponedSlot & {
  postponementId: string;
  freezeId: string;
  /** What it shipped, also what has left meanwhile by another slot. */
  aboard: BookedRelease[];
  bookedBy: string;
  postponedAt: Date;
  note: string;
  updatedAt: Date;
};

/** What waits for the thaw, of these freezes, or exactly these. Two statements. */
export async function loadWaitingSlots(
  reader: Reader,
  which: { freezeIds: readonly string[] } | { postponementIds: readonly string[] },
): Promise<WaitingSlot[]> {
  const chosen =
    "freezeIds" in which
      ? anyOf(postponements.freezeId, which.freezeIds)
      : anyOf(postponements.id, which.postponementIds);
  const rows = await reader
    .select({
      postponementId: postponements.id,
      freezeId: postponements.freezeId,
      postponedAt: postponements.postponedAt,
      note: postponements.note,
      updatedAt: postponements.updatedAt,
      id: slots.id,
      environmentId: slots.environmentId,
      during: slots.during,
      occurrenceId: slots.occurrenceId,
      origin: slots.origin,
      teamId: slots.teamId,
      bookedBy: slots.bookedBy,
    })
    .from(postponements)
    .innerJoin(slots, eq(slots.id, postponements.slotId))
    .where(and(eq(postponements.status, "waiting"), chosen));
  const aboard = await loadAboard(
    reader,
    rows.map((row) => row.id),
  );
  return rows.flatMap(({ teamId, bookedBy, ...row }) => {
    // A missed slot was booked, by somebody for a team: a CHECK says so.
    if (teamId === null || bookedBy === null) return [];
    const own = aboard.get(row.id) ?? [];
    const waiting = own.filter(({ needsPlace }) => needsPlace).map(({ release }) => release);
    return [{ ...row, teamId, bookedBy, releases: waiting, aboard: own.map(({ release }) => release) }];
  });
}

/**
 * What these slots shipped, in order. A release needs a place as long as it can still leave, and no other slot of the environment
 * has it or has shipped it since.
 */
async function loadAboard(reader: Reader, slotIds: string[]) {
  if (slotIds.length === 0) return new Map<string, never[]>();
  const [elsewhere, otherSlot] = [alias(slotReleases, "elsewhere"), alias(slots, "other_slot")];
  const hasOther = reader
    .select({ one: sql`1` })
    .from(elsewhere)
    .innerJoin(otherSlot, eq(otherSlot.id, elsewhere.slotId))
    .where(
      and(
        eq(elsewhere.releaseId, slotReleases.releaseId),
        eq(elsewhere.environmentId, slotReleases.environmentId),
        or(otherSlot.live, sql`${otherSlot.openedAt} >= ${postponements.postponedAt}`),
      ),
    );
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      needsPlace: sql<boolean>`${releases.status} <> all(${sql.param([...unbookableReleaseStates])}::text[]) and ${notExists(hasOther)}`,
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
    .from(slotReleases)
    .innerJoin(postponements, eq(postponements.slotId, slotReleases.slotId))
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(anyOf(slotReleases.slotId, slotIds))
    .orderBy(slotReleases.slotId, slotReleases.position);
  return groupRows(rows, (row) => row.slotId);
}

/** The freezes whose rule plans again by itself and for which something waits. */
export async function listThawingFreezes(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ freezeId: postponements.freezeId })
    .from(postponements)
    .innerJoin(freezes, eq(freezes.id, postponements.freezeId))
    .where(and(eq(postponements.status, "waiting"), eq(freezes.thaw, "next_slot")));
  return rows.map(({ freezeId }) => freezeId);
}
