import { type Conflict, conflictCauses } from "./conflict";
import { conflictsAlone } from "./conflict-alone";
import { beforeItsBase, bothDown, type Orders, orderKey, sameService, twoPlaces } from "./conflict-pairs";
import type { PlanFacts, PlannedSlot } from "./planned-slot";
import { type Bases, basesOf } from "./service-bases";

/** The plan, put in order once: whatever can get in a slot's way is found without looking at all the others. */
export type Plan = {
  facts: PlanFacts;
  slots: ReadonlyMap<string, PlannedSlot>;
  bases: Bases;
  /** Both directions: a service's bases and what stands on it. */
  related: ReadonlyMap<string, ReadonlySet<string>>;
  orders: Orders;
  byService: ReadonlyMap<string, PlannedSlot[]>;
  byTeam: ReadonlyMap<string, PlannedSlot[]>;
  withDowntime: ReadonlyMap<string, PlannedSlot[]>;
};

const serviceKey = (environmentId: string, serviceId: string) => `${environmentId} ${serviceId}`;

export function indexPlan(slots: readonly PlannedSlot[], facts: PlanFacts): Plan {
  const bases = basesOf(facts.dependencies);
  const related = new Map<string, Set<string>>();
  const relate = (from: string, to: string) => related.set(from, (related.get(from) ?? new Set()).add(to));
  for (const [serviceId, all] of bases) {
    for (const base of all) {
      relate(serviceId, base);
      relate(base, serviceId);
    }
  }
  const byService = new Map<string, PlannedSlot[]>();
  const byTeam = new Map<string, PlannedSlot[]>();
  const withDowntime = new Map<string, PlannedSlot[]>();
  const put = (into: Map<string, PlannedSlot[]>, key: string, slot: PlannedSlot) => {
    const there = into.get(key);
    if (there === undefined) into.set(key, [slot]);
    else there.push(slot);
  };
  for (const slot of slots) {
    put(byTeam, slot.team.id, slot);
    if (slot.releases.some(isDown)) put(withDowntime, slot.environment.id, slot);
    for (const { serviceId } of slot.releases) put(byService, serviceKey(slot.environment.id, serviceId), slot);
  }
  const orders = new Set(facts.orders.map(({ beforeSlotId, afterSlotId }) => orderKey(beforeSlotId, afterSlotId)));
  const byId = new Map(slots.map((slot) => [slot.id, slot]));
  return { facts, slots: byId, bases, related, orders, byService, byTeam, withDowntime };
}

const isDown = ({ downtimeMinutes }: { downtimeMinutes: number }) => downtimeMinutes > 0;

/** The other slots that a slot can have a conflict with; the slot itself, wherever it stands in the plan, is left out. */
function neighboursOf(slot: PlannedSlot, plan: Plan): Set<PlannedSlot> {
  const environmentId = slot.environment.id;
  const services = slot.releases.flatMap(({ serviceId }) => [serviceId, ...(plan.related.get(serviceId) ?? [])]);
  const others = new Set([
    ...services.flatMap((serviceId) => plan.byService.get(serviceKey(environmentId, serviceId)) ?? []),
    ...(plan.byTeam.get(slot.team.id) ?? []),
    ...(slot.releases.some(isDown) ? (plan.withDowntime.get(environmentId) ?? []) : []),
  ]);
  return new Set([...others].filter(({ id }) => id !== slot.id));
}

const rank = ({ cause }: Conflict) => conflictCauses.indexOf(cause);

/**
 * Everything that a slot gets in the way of, or that gets in its way, at the place where it stands or would stand: the plan's own
 * copy of it is not looked at. The same function warns before a booking, judges a proposal and fills the conflicts screen.
 */
export function conflictsOf(slot: PlannedSlot, plan: Plan): Conflict[] {
  const pairs = [...neighboursOf(slot, plan)].flatMap((other) => [
    ...sameService(slot, other),
    ...beforeItsBase(slot, other, plan.bases, plan.orders),
    ...bothDown(slot, other),
    ...twoPlaces(slot, other),
  ]);
  return [...conflictsAlone(slot, plan.facts), ...pairs].sort((a, b) => rank(a) - rank(b));
}

/** Every conflict of the plan once, by cause, then by the start of the slot that had better move. */
export function findConflicts(plan: Plan): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const slot of plan.slots.values()) {
    for (const conflict of conflictsOf(slot, plan)) found.set(conflict.key, conflict);
  }
  const startOf = ({ slotId }: Conflict) => plan.slots.get(slotId)?.during.start.getTime() ?? 0;
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b));
}
