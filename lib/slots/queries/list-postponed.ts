import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { environments, freezes, postponements, slots, teams } from "@/db/schema";
import type { BookingFacts, Place } from "@/lib/domain/booking-facts";
import type { Reach } from "@/lib/domain/permission";
import { isThawed, planThaws } from "@/lib/domain/thaw";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { ListPostponedInput } from "@/lib/slots/input/postponed";
import { loadWaitingSlots, type WaitingSlot } from "./postponed-slots";
import { loadThawedStarts, loadThawFacts } from "./thaw-facts";

/** More than anybody decides about in one sitting. */
const most = 200;

/** What waits to be planned again, in the order in which it would go, each with the place that it would be given now. */
export async function listPostponed(reader: Reader, { freezeId }: ListPostponedInput, scope: Reach, now: Date) {
  const rows = await loadRows(reader, freezeId, scope);
  if (rows.length === 0) return [];
  const freezeOf = new Map(rows.map((row) => [row.freeze.id, row.freeze]));
  // Also what the reader does not see: it has its place in the order and takes its room.
  const waiting = await loadWaitingSlots(reader, { freezeIds: [...freezeOf.keys()] });
  const inForce = await loadFreezes(reader, { start: now, end: new Date(now.getTime() + 1) });
  const places = await proposePlaces(reader, waiting, freezeOf, now);
  return rows.flatMap((row) => {
    const slot = waiting.find(({ postponementId }) => postponementId === row.id);
    if (slot === undefined) return [];
    const moot = slot.releases.length === 0;
    const own = inForce.filter((freeze) => freeze.freezeId === row.freeze.id);
    const releases = (moot ? slot.aboard : slot.releases).map(({ releaseId, serviceName, version }) => ({
      releaseId,
      serviceName,
      version,
    }));
    return [{ ...row, releases, thawed: isThawed(slot, own, now), moot, proposal: places.get(slot.id) ?? null }];
  });
}

async function loadRows(reader: Reader, freezeId: string | undefined, scope: Reach) {
  const visible: SQL | undefined =
    scope === "all" ? undefined : scope.length === 0 ? sql`false` : inArray(slots.teamId, [...scope]);
  return await reader
    .select({
      id: postponements.id,
      slotId: postponements.slotId,
      during: slots.during,
      postponedAt: postponements.postponedAt,
      note: postponements.note,
      freeze: { id: freezes.id, name: freezes.name, thaw: freezes.thaw, thawPerHour: freezes.thawPerHour },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(postponements)
    .innerJoin(freezes, eq(freezes.id, postponements.freezeId))
    .innerJoin(slots, eq(slots.id, postponements.slotId))
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .innerJoin(teams, eq(teams.id, slots.teamId))
    .where(
      and(
        eq(postponements.status, "waiting"),
        freezeId === undefined ? undefined : eq(postponements.freezeId, freezeId),
        visible,
      ),
    )
    .orderBy(asc(sql`lower(${slots.during})`), asc(postponements.id))
    .limit(most);
}

type Proposal = { during: Place["during"]; lane: number; windowName: string | null };

/** By slot. One reading of each environment's room, and each place in the eyes of those that are proposed before it. */
async function proposePlaces(
  reader: Reader,
  waiting: readonly WaitingSlot[],
  freezeOf: ReadonlyMap<string, { thawPerHour: number }>,
  now: Date,
): Promise<Map<string, Proposal>> {
  const proposals = new Map<string, Proposal>();
  const needy = waiting.filter(({ releases }) => releases.length > 0);
  for (const [environmentId, here] of groupRows(needy, (slot) => slot.environmentId)) {
    const facts = await loadThawFacts(reader, environmentId, now);
    for (const [freezeId, own] of groupRows(here, (slot) => slot.freezeId)) {
      const starts = await loadThawedStarts(reader, freezeId, environmentId);
      const perHour = freezeOf.get(freezeId)?.thawPerHour ?? 1;
      for (const [slotId, place] of planThaws(own, { facts, starts, perHour }, now)) {
        if (place !== undefined) proposals.set(slotId, proposalOf(place, facts));
      }
    }
  }
  return proposals;
}

function proposalOf({ occurrenceId, lane, during }: Place, { occurrences }: BookingFacts): Proposal {
  const windowName = occurrences.find(({ id }) => id === occurrenceId)?.windowName ?? null;
  return { during, lane, windowName };
}
