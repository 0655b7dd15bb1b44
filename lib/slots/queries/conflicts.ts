import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { slots } from "@/db/schema";
import type { BookingFacts, Place } from "@/lib/domain/booking-facts";
import { type Conflict, type ConflictCause, nameOfSlot } from "@/lib/domain/conflict";
import { proposeMove } from "@/lib/domain/conflict-proposal";
import { conflictsOf, findConflicts, type Plan } from "@/lib/domain/conflicts";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { PlannedSlot } from "@/lib/domain/planned-slot";
import type { SoakWait } from "@/lib/domain/soak-gate";
import type { Range } from "@/lib/time/range";
import { loadBookingFacts } from "./booking-facts";
import { findEnvironmentOfPlace } from "./place";
import { aroundRange, loadPlan } from "./plan";
import { loadSoakWaits } from "./soak-facts";

const dayMs = 86_400_000;
/** How far ahead the list looks: beyond, nearly everything will still be moved. */
export const conflictDays = 42;
/** How far from where it stands a slot is proposed to go. */
const proposalDays = 21;
/** Nobody presses more buttons than these at one look; the rest get theirs when the first are mended. */
const mostProposals = 40;

export type SlotRef = {
  slotId: string;
  name: string;
  during: Range;
  environment: { id: string; name: string; zone: string };
  team: { id: string; name: string; hue: number };
};
export type ListedConflict = {
  key: string;
  cause: ConflictCause;
  sentence: string;
  slot: SlotRef;
  other: SlotRef | null;
  /** Whether one of the slots is the reader's to move. */
  mayMove: boolean;
  /** A move that mends it, of a slot that the reader may move. */
  proposal: (Place & { slotId: string; slotName: string; windowName: string; zone: string }) | null;
};
export type ConflictFilter = { environmentId?: string; teamId?: string; slotId?: string };
type Reading = { scope: Reach; mayMove: Reach };

/** As many as are found at one look; whoever has more mends the nearest first. */
const mostFound = 500;

/**
 * What gets in each other's way among the slots of the next six weeks, as far as the reader may see both sides, each with the nearest
 * place that mends it; of very many those that come first in time. With `slotId`: what concerns that slot, whenever it is.
 */
export async function loadConflicts(
  reader: Reader,
  filter: ConflictFilter,
  reading: Reading,
  now: Date,
): Promise<{ conflicts: ListedConflict[]; isAll: boolean }> {
  const { plan, conflicts, isAll } = await searchConflicts(reader, filter, reading.scope, now);
  const toMend = conflicts.slice(0, mostProposals);
  const facts = await factsFor(reader, toMend, plan, reading.scope, now);
  const soaks = await loadSoakWaits(reader, slotsOf(toMend), now);
  const listed = conflicts.map((conflict, index) => {
    const [slot, other] = [conflict.slotId, conflict.otherSlotId].map((id) => (id ? plan.slots.get(id) : undefined));
    if (slot === undefined) throw new Error("a conflict of a slot that is not in the plan");
    const { key, cause, sentence } = conflict;
    return {
      key,
      cause,
      sentence,
      slot: refOf(slot),
      other: other === undefined ? null : refOf(other),
      mayMove: [slot, other].some((each) => each !== undefined && canMove(each, reading.mayMove, now)),
      proposal: index < mostProposals ? proposalFor(conflict, plan, facts, soaks, reading, now) : null,
    };
  });
  return { conflicts: listed, isAll };
}

/** The conflicts of the next six weeks that a filter asks for, or of one slot, with the plan they were found in. */
export async function searchConflicts(reader: Reader, { slotId, ...filter }: ConflictFilter, scope: Reach, now: Date) {
  const ahead = { start: now, end: new Date(now.getTime() + conflictDays * dayMs) };
  if (slotId !== undefined) {
    const [row] = await reader.select({ during: slots.during }).from(slots).where(eq(slots.id, slotId));
    const plan = await loadPlan(reader, row ? aroundRange(row.during) : ahead, scope);
    const slot = plan.slots.get(slotId);
    return { plan, conflicts: slot === undefined ? [] : conflictsOf(slot, plan), isAll: true };
  }
  const plan = await loadPlan(reader, ahead, scope);
  const concerns = (concerned: readonly PlannedSlot[]) =>
    // What has begun on both sides nobody can mend any more.
    concerned.some(({ during }) => during.start > now) &&
    (filter.environmentId === undefined ||
      concerned.some(({ environment }) => environment.id === filter.environmentId)) &&
    (filter.teamId === undefined || concerned.some(({ team }) => team.id === filter.teamId));
  return { plan, ...findConflicts(plan, { concerns, most: mostFound }) };
}

const refOf = (slot: PlannedSlot): SlotRef => {
  const { id, name, hue } = slot.team;
  return {
    slotId: slot.id,
    name: nameOfSlot(slot),
    during: slot.during,
    environment: slot.environment,
    team: { id, name, hue },
  };
};

async function factsFor(
  reader: Reader,
  conflicts: readonly Conflict[],
  plan: Plan,
  scope: Reach,
  now: Date,
): Promise<Map<string, BookingFacts>> {
  const slots = conflicts.flatMap(({ slotId, otherSlotId }) =>
    [slotId, otherSlotId].flatMap((id) => (id ? (plan.slots.get(id) ?? []) : [])),
  );
  const range = { start: now, end: new Date(now.getTime() + (conflictDays + proposalDays) * dayMs) };
  const facts = new Map<string, BookingFacts>();
  for (const environmentId of new Set(slots.map(({ environment }) => environment.id))) {
    const environment = await findEnvironmentOfPlace(reader, { environmentId });
    if (environment) facts.set(environmentId, await loadBookingFacts(reader, environment, range, scope));
  }
  return facts;
}

const slotsOf = (conflicts: readonly Conflict[]) => [
  ...new Set(conflicts.flatMap(({ slotId, otherSlotId }) => (otherSlotId ? [slotId, otherSlotId] : [slotId]))),
];

const canMove = (slot: PlannedSlot, mayMove: Reach, now: Date) =>
  !slot.isFixed && slot.during.start > now && reaches(mayMove, slot.team.id);

/** The slot that had better move first; the other one where the first is not the reader's to move, or has nowhere to go. */
function proposalFor(
  conflict: Conflict,
  plan: Plan,
  facts: ReadonlyMap<string, BookingFacts>,
  soaks: ReadonlyMap<string, SoakWait>,
  { mayMove }: Reading,
  now: Date,
): ListedConflict["proposal"] {
  for (const id of [conflict.slotId, conflict.otherSlotId]) {
    const slot = id === undefined ? undefined : plan.slots.get(id);
    const given = slot && facts.get(slot.environment.id);
    if (slot === undefined || given === undefined || !canMove(slot, mayMove, now)) continue;
    const near = { ...nearby(given, slot.during), soakUntil: soaks.get(slot.id)?.until };
    const place = proposeMove(conflict, slot, plan, near, now);
    if (place === undefined) continue;
    const opening = given.occurrences.find((occurrence) => occurrence.id === place.occurrenceId);
    return {
      ...place,
      slotId: slot.id,
      slotName: nameOfSlot(slot),
      windowName: opening?.windowName ?? slot.environment.name,
      zone: opening?.zone ?? slot.environment.zone,
    };
  }
  return null;
}

function nearby(facts: BookingFacts, { start, end }: Range): BookingFacts {
  const from = start.getTime() - proposalDays * dayMs;
  const to = end.getTime() + proposalDays * dayMs;
  const isNear = ({ during }: { during: Range }) => during.end.getTime() > from && during.start.getTime() < to;
  return { ...facts, occurrences: facts.occurrences.filter(isNear), slots: facts.slots.filter(isNear) };
}
