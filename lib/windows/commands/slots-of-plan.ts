import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slots } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import { type Actor, isMember } from "@/lib/auth/actor";
import type { SlotFate, SlotInOpening } from "@/lib/domain/slot-fate";

/** Audit rows in one statement: each has ten parameters, and Postgres takes 65,535. */
const entriesAtOnce = 2_000;
/** Beyond this many one message says that slots changed, and browsers ask for what they show. */
const mostNamed = 200;

/** Slots that go along and slots that are given up, with what the log calls them. */
export type SlotsInChange = {
  window: { id: string; name: string };
  fates: readonly SlotFate[];
  endedHolds: readonly string[];
  slots: ReadonlyMap<string, SlotInOpening>;
};

/** How many slots a change touched, for its audit row: what is none is not worth a word. */
export function slotCounts(counts: { movedSlots: number; cancelledSlots: number }): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/**
 * From here to the end of the transaction slots may pass through each other: nothing that overlaps is ever committed (rule 1).
 * Whole openings trade places with their slots, and a constraint that looks at each row would refuse the first of them.
 */
export async function letSlotsPass(tx: Tx): Promise<void> {
  await tx.execute(sql`set constraints slots_no_overlap_in_lane, slot_releases_one_service_at_a_time deferred`);
}

/** Gives up the slots that a change of the window leaves without a place. */
export async function giveUpOrphans(
  tx: Tx,
  actor: Actor,
  { fates, slots: known }: SlotsInChange,
  reason: string,
  now: Date,
): Promise<number> {
  const ids = fates.flatMap(({ slotId, effect }) => (effect === "orphaned" ? [slotId] : []));
  if (ids.length === 0) return 0;
  const rows = await tx
    .update(slots)
    .set({
      status: "cancelled",
      cancelReason: reason,
      cancelledBy: isMember(actor) ? actor.personId : null,
      closedAt: now,
      sequence: sql`${slots.sequence} + 1`,
    })
    .where(and(anyOf(slots.id, ids), eq(slots.status, "booked")))
    .returning({ id: slots.id });
  await tell(
    tx,
    actor,
    now,
    rows.map(({ id }) => id),
    (id) => entriesOf(known.get(id), "slot.cancelled", (slot) => ({ reason, ...slot.during })),
  );
  return rows.length;
}

/** Ends holds that would not stand any more where their holder sees them. */
export async function endHolds(tx: Tx, actor: Actor, { endedHolds, window }: SlotsInChange, now: Date): Promise<void> {
  if (endedHolds.length === 0) return;
  const rows = await tx
    .update(slots)
    .set({ status: "expired" })
    .where(and(anyOf(slots.id, endedHolds), eq(slots.status, "held")))
    .returning({ id: slots.id });
  await tell(
    tx,
    actor,
    now,
    rows.map(({ id }) => id),
    (id) => [{ action: "slot.expired", subject: { kind: "slot", id, name: `Hold in ${window.name}` } }],
  );
}

/**
 * Takes slots along with their opening. The opening of the new place exists by now and reaches over it. Where each stood is kept
 * (`movedFrom`), and calendars are told by a higher sequence number. One statement, however many there are.
 */
export async function moveAlong(tx: Tx, actor: Actor, change: SlotsInChange, now: Date): Promise<number> {
  const moving = new Map(change.fates.flatMap(({ slotId, to }) => (to === undefined ? [] : [[slotId, to]])));
  if (moving.size === 0) return 0;
  const wanted = [...moving].map(([id, to]) => ({ id, opening: to.originalLocalStart, ...to.during }));
  const { rows } = await tx.execute<{ id: string }>(sql`
    update slots set occurrence_id = o.id, during = tstzrange(moved.start, moved."end"),
      moved_from = case when slots.during = tstzrange(moved.start, moved."end") then slots.moved_from else slots.during end,
      sequence = slots.sequence + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as moved(id uuid, opening text, start timestamptz, "end" timestamptz)
    join occurrences o on o.window_id = ${change.window.id} and o.original_local_start = moved.opening
    where slots.id = moved.id and slots.status = 'booked' returning slots.id`);
  await tell(
    tx,
    actor,
    now,
    rows.map(({ id }) => id),
    (id) =>
      entriesOf(change.slots.get(id), "slot.moved", (slot) => ({
        from: { lane: slot.lane, ...slot.during },
        to: { lane: slot.lane, ...moving.get(id)?.during },
        withOpeningOf: change.window.name,
      })),
  );
  return rows.length;
}

/** Histories and browsers hear of these slots. */
async function tell(
  tx: Tx,
  actor: Actor,
  now: Date,
  ids: readonly string[],
  entries: (id: string) => AuditEntry[],
): Promise<void> {
  const all = ids.flatMap(entries);
  for (let first = 0; first < all.length; first += entriesAtOnce) {
    await recordAudit(tx, actor, now, ...all.slice(first, first + entriesAtOnce));
  }
  const named = ids.length > mostNamed ? [{}] : ids.map((id) => ({ id }));
  await announce(tx, ...named.map((which) => ({ noun: "slots" as const, ...which })));
}

/** One entry in the history of each release aboard. */
function entriesOf(
  slot: SlotInOpening | undefined,
  action: "slot.moved" | "slot.cancelled",
  dataOf: (slot: SlotInOpening) => Record<string, unknown>,
): AuditEntry[] {
  if (slot === undefined) return [];
  const aboard = slot.releases.map(({ releaseId, serviceName, version }) => ({
    releaseId,
    name: `${serviceName} ${version}`,
  }));
  return (aboard.length > 0 ? aboard : [{ releaseId: undefined, name: "" }]).map(({ releaseId, name }) => ({
    action,
    subject: { kind: "slot", id: slot.id, name },
    releaseId,
    data: dataOf(slot),
  }));
}
