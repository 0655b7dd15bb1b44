import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import type { MissedGate } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Gate } from "@/lib/domain/gate";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { type Notice, tell } from "@/lib/notices/tell";
import { lapseSwaps } from "./lapse-swaps";
import { offerFreedRoom } from "./offer-freed-room";
import { postponeSlots } from "./postpone-slots";
import { slotName } from "./slot-name";

export type Miss = { facts: SlotFacts; failing: readonly Gate[] };

/**
 * Ends slots that could not open: they turn `missed`, keep the gates that were closed and why (rule 11, case 27), and free
 * their lane. Their releases stay as they are, so they can be booked again; what a freeze was the cause of is remembered for the
 * thaw. The caller has locked the rows. Returns the ids of the slots that this call ended.
 */
export async function missSlots(tx: Tx, actor: Actor, misses: readonly Miss[], now: Date): Promise<string[]> {
  if (misses.length === 0) return [];
  const wanted = misses.map(({ facts, failing }) => ({ id: facts.slot.id, gates: failing.map(recordOf) }));
  const { rows } = await tx.execute<{ id: string; bookedBy: string | null }>(sql`
    update slots set status = 'missed', missed_gates = wanted.gates, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(id uuid, gates jsonb)
    where slots.id = wanted.id and slots.status = 'booked' returning slots.id, slots.booked_by as "bookedBy"`);
  const bookers = new Map(rows.map(({ id, bookedBy }) => [id, bookedBy]));
  const ended = new Set(bookers.keys());
  const ofUs = misses.filter(({ facts }) => ended.has(facts.slot.id));
  await recordAudit(tx, actor, now, ...ofUs.flatMap(entriesOf));
  const postponed = await postponeSlots(tx, actor, ofUs, now);
  await tell(
    tx,
    actor,
    now,
    ...ofUs.map((miss) => noticeOf(miss, bookers.get(miss.facts.slot.id), postponed.get(miss.facts.slot.id))),
  );
  await lapseSwaps(tx, actor, [...ended], now);
  await offerFreedRoom(tx, [...new Set(ofUs.map(({ facts }) => facts.environment.id))]);
  await announce(tx, ...[...ended].map((id) => ({ noun: "slots" as const, id })));
  return [...ended];
}

/** For whoever booked it: what a freeze postponed comes back by itself, what was missed does not. */
function noticeOf({ facts, failing }: Miss, booker: string | null | undefined, freeze: string | undefined): Notice {
  const [slot, start] = [slotName(facts), facts.slot.during.start.toISOString()];
  const told = { to: [booker], subject: { noun: "slots" as const, id: facts.slot.id } };
  if (freeze !== undefined) return { ...told, kind: "slot_postponed", params: { slot, start, freeze } };
  const reason = failing[0]?.reason ?? "";
  return { ...told, kind: "slot_missed", params: { slot, start, reason } };
}

const recordOf = ({ gate, title, reason }: Gate): MissedGate => ({ gate, title, reason });

/** One entry in the history of each release aboard; a slot without a release has one of its own. */
function entriesOf({ facts, failing }: Miss): AuditEntry[] {
  const aboard = facts.releases.length === 0 ? [undefined] : facts.releases.map(({ releaseId }) => releaseId);
  return aboard.map((releaseId) => ({
    action: "slot.missed",
    subject: { kind: "slot", id: facts.slot.id, name: slotName(facts) },
    releaseId,
    data: { environment: facts.environment.name, gates: failing.map(recordOf) },
  }));
}
