import { type Conflict, conflictCauses } from "./conflict";
import { conflictsAlone } from "./conflict-alone";
import {
  beforeItsBase,
  bothDown,
  closeMs,
  type Orders,
  orderKey,
  relatedMs,
  sameService,
  twoPlaces,
} from "./conflict-pairs";
import type { PlanFacts, PlannedSlot } from "./planned-slot";
import { type Bases, basesOf } from "./service-bases";
import { near, putInOrder, type SlotsInOrder } from "./slots-in-order";

/** The plan, put in order once: whatever can get in a slot's way is found without looking at all the others. */
export type Plan = {
  facts: PlanFacts;
  slots: ReadonlyMap<string, PlannedSlot>;
  bases: Bases;
  /** Both directions: a service's bases and what stands on it. */
  related: ReadonlyMap<string, ReadonlySet<string>>;
  orders: Orders;
  byService: ReadonlyMap<string, SlotsInOrder>;
  byRelease: ReadonlyMap<string, readonly PlannedSlot[]>;
  byTeam: ReadonlyMap<string, SlotsInOrder>;
  withDowntime: ReadonlyMap<string, SlotsInOrder>;
};

/** What a service ships in an environment, and what a release does. */
export const placeKey = (environmentId: string, id: string) => `${environmentId} ${id}`;

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
  const byRelease = groupSlots(slots, ({ environment, releases }) =>
    releases.map(({ releaseId }) => placeKey(environment.id, releaseId)),
  );
  const byService = groupSlots(slots, ({ environment, releases }) =>
    releases.map(({ serviceId }) => placeKey(environment.id, serviceId)),
  );
  const byTeam = groupSlots(slots, ({ team }) => [team.id]);
  const withDowntime = groupSlots(slots.filter(isDown), ({ environment }) => [environment.id]);
  const orders = new Set(facts.orders.map(({ beforeSlotId, afterSlotId }) => orderKey(beforeSlotId, afterSlotId)));
  const byId = new Map(slots.map((slot) => [slot.id, slot]));
  return {
    ...{ facts, slots: byId, bases, related, orders, byRelease },
    ...{ byService: inOrder(byService), byTeam: inOrder(byTeam), withDowntime: inOrder(withDowntime) },
  };
}

function groupSlots(slots: readonly PlannedSlot[], keysOf: (slot: PlannedSlot) => string[]) {
  const groups = new Map<string, PlannedSlot[]>();
  for (const slot of slots) {
    for (const key of keysOf(slot)) {
      const there = groups.get(key);
      if (there === undefined) groups.set(key, [slot]);
      else there.push(slot);
    }
  }
  return groups;
}

function inOrder(groups: ReadonlyMap<string, PlannedSlot[]>): Map<string, SlotsInOrder> {
  return new Map([...groups].map(([key, slots]) => [key, putInOrder(slots)]));
}

const isDown = ({ releases }: PlannedSlot) => releases.some(({ downtimeMinutes }) => downtimeMinutes > 0);

/**
 * The other slots that a slot can have a conflict with, each no further away than its cause reaches; the slot itself, wherever it
 * stands in the plan, is left out.
 */
function neighboursOf({ id, environment, releases, team, during }: PlannedSlot, plan: Plan): Set<PlannedSlot> {
  const nearOf = (serviceId: string, reachMs: number) =>
    near(plan.byService.get(placeKey(environment.id, serviceId)), during, reachMs);
  const others = [
    ...releases.flatMap(({ releaseId }) => plan.byRelease.get(placeKey(environment.id, releaseId)) ?? []),
    ...releases.flatMap(({ serviceId }) => nearOf(serviceId, closeMs)),
    ...releases.flatMap(({ serviceId }) =>
      [...(plan.related.get(serviceId) ?? [])].flatMap((other) => nearOf(other, relatedMs)),
    ),
    ...near(plan.byTeam.get(team.id), during),
    ...(releases.some(({ downtimeMinutes }) => downtimeMinutes > 0)
      ? near(plan.withDowntime.get(environment.id), during)
      : []),
  ];
  return new Set(others.filter((other) => other.id !== id));
}

function conflictsOfPair(slot: PlannedSlot, other: PlannedSlot, plan: Plan): Conflict[] {
  return [
    ...sameService(slot, other),
    ...beforeItsBase(slot, other, plan.bases, plan.orders),
    ...bothDown(slot, other),
    ...twoPlaces(slot, other),
  ];
}

const rank = ({ cause }: Conflict) => conflictCauses.indexOf(cause);

/**
 * Everything that a slot gets in the way of, or that gets in its way, at the place where it stands or would stand: the plan's own
 * copy of it is not looked at. The same rules warn before a booking, judge a proposal and fill the conflicts screen.
 */
export function conflictsOf(slot: PlannedSlot, plan: Plan): Conflict[] {
  const pairs = [...neighboursOf(slot, plan)].flatMap((other) => conflictsOfPair(slot, other, plan));
  return [...conflictsAlone(slot, plan.facts), ...pairs].sort((a, b) => rank(a) - rank(b));
}

type Search = {
  /** Whether a conflict of this slot, or of these two, is asked about. */
  concerns?: (slots: readonly PlannedSlot[]) => boolean;
  /** Stops once so many are found. */
  most?: number;
};
export type FoundConflicts = {
  conflicts: Conflict[];
  /** Whether those are all; else they are those of the slots that come first in time. */
  isAll: boolean;
};

/** The conflicts of the plan, each once, by cause, then by the start of the slot that had better move. */
export function findConflicts(plan: Plan, { concerns = () => true, most = Number.POSITIVE_INFINITY }: Search = {}) {
  const found = new Map<string, Conflict>();
  const inTime = [...plan.slots.values()].sort(comesBefore);
  let isAll = true;
  for (const slot of inTime) {
    isAll = found.size < most;
    if (!isAll) break;
    for (const conflict of conflictsFrom(slot, plan, concerns)) found.set(conflict.key, conflict);
  }
  const startOf = ({ slotId }: Conflict) => plan.slots.get(slotId)?.during.start.getTime() ?? 0;
  const conflicts = [...found.values()].sort((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b));
  return { conflicts, isAll } satisfies FoundConflicts;
}

const comesBefore = (a: PlannedSlot, b: PlannedSlot) =>
  a.during.start.getTime() - b.during.start.getTime() || (a.id < b.id ? -1 : 1);

/** A slot's own conflicts, and those with what comes after it: each pair is looked at from the one that comes first. */
function conflictsFrom(slot: PlannedSlot, plan: Plan, concerns: NonNullable<Search["concerns"]>): Conflict[] {
  const alone = concerns([slot]) ? conflictsAlone(slot, plan.facts) : [];
  const later = [...neighboursOf(slot, plan)].filter(
    (other) => comesBefore(slot, other) < 0 && concerns([slot, other]),
  );
  return [...alone, ...later.flatMap((other) => conflictsOfPair(slot, other, plan))];
}
