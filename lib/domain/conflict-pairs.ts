import { formatDuration, formatRange } from "@/lib/time/format";
import { overlaps } from "@/lib/time/range";
import { type Conflict, type ConflictCause, nameOfSlot } from "./conflict";
import type { PlannedRelease, PlannedSlot } from "./planned-slot";
import type { Bases } from "./service-bases";

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Two versions of a service within so little time: nobody has seen yet how the first one does. */
export const closeMs = 2 * hourMs;
/** A base that comes later than this is another piece of work, and not what the dependent waits for. */
export const relatedMs = 7 * 24 * hourMs;

export type Orders = ReadonlySet<string>;
export const orderKey = (beforeSlotId: string, afterSlotId: string) => `${beforeSlotId} ${afterSlotId}`;

const startOf = ({ during }: PlannedSlot) => during.start.getTime();
const endOf = ({ during }: PlannedSlot) => during.end.getTime();
const when = ({ during, environment }: PlannedSlot) => formatRange(during, environment.zone);
const titleOf = ({ serviceName, version }: PlannedRelease) => `${serviceName} ${version}`;

/** The one that had better move: the later, and of two at once the one that was made later (ids grow with time). */
function laterOf(a: PlannedSlot, b: PlannedSlot): [mover: PlannedSlot, other: PlannedSlot] {
  const aMoves = startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1);
  return aMoves > 0 ? [a, b] : [b, a];
}

function told(cause: ConflictCause, mover: PlannedSlot, other: PlannedSlot, sentence: string): Conflict {
  const key = [cause, ...[mover.id, other.id].sort()].join(" ");
  return { key, cause, slotId: mover.id, otherSlotId: other.id, sentence };
}

/** Two slots of one environment that ship the same service: within two hours of each other, or the very same release. */
export function sameService(a: PlannedSlot, b: PlannedSlot): Conflict[] {
  if (a.environment.id !== b.environment.id) return [];
  const [mover, other] = laterOf(a, b);
  for (const release of mover.releases) {
    const twin = other.releases.find(({ serviceId }) => serviceId === release.serviceId);
    if (twin === undefined) continue;
    const place = other.environment.name;
    if (twin.releaseId === release.releaseId) {
      const sentence = `${titleOf(release)} is booked twice for ${place}: ${when(other)} and ${when(mover)}.`;
      return [told("same_service", mover, other, sentence)];
    }
    const gap = startOf(mover) - endOf(other);
    if (gap >= closeMs) continue;
    const distance = gap < minuteMs ? "at once" : `${formatDuration(gap)} apart`;
    const sentence = `${release.serviceName} is deployed to ${place} twice, ${distance}: ${twin.version} ${when(other)}, ${release.version} ${when(mover)}.`;
    return [told("same_service", mover, other, sentence)];
  }
  return [];
}

/**
 * A service that is deployed before its base in the same environment, or while its base is. An order between the two slots makes
 * the later one wait, so then only a place before the base's is wrong.
 */
export function beforeItsBase(a: PlannedSlot, b: PlannedSlot, bases: Bases, orders: Orders): Conflict[] {
  if (a.environment.id !== b.environment.id) return [];
  return [...leavesTooEarly(a, b, bases, orders), ...leavesTooEarly(b, a, bases, orders)].slice(0, 1);
}

/** Whether one of the two would leave before its base in the other, however long before. */
export function isBeforeItsBase(a: PlannedSlot, b: PlannedSlot, bases: Bases): boolean {
  const standsOn = (dependent: PlannedSlot, base: PlannedSlot) =>
    dependent.releases.some(({ serviceId }) =>
      base.releases.some((release) => bases.get(serviceId)?.has(release.serviceId)),
    );
  return (startOf(a) < endOf(b) && standsOn(a, b)) || (startOf(b) < endOf(a) && standsOn(b, a));
}

function leavesTooEarly(dependent: PlannedSlot, base: PlannedSlot, bases: Bases, orders: Orders): Conflict[] {
  if (startOf(dependent) >= endOf(base) || startOf(base) - startOf(dependent) > relatedMs) return [];
  if (orders.has(orderKey(base.id, dependent.id)) && startOf(dependent) >= startOf(base)) return [];
  for (const release of dependent.releases) {
    const needed = base.releases.find(({ serviceId }) => bases.get(release.serviceId)?.has(serviceId));
    if (needed === undefined) continue;
    const ahead = startOf(base) - startOf(dependent);
    const words =
      ahead < minuteMs
        ? `while ${titleOf(needed)}, which it depends on, is being deployed (${when(base)})`
        : `${formatDuration(ahead)} before ${titleOf(needed)}, which it depends on (${when(base)})`;
    return [told("dependency_order", dependent, base, `${titleOf(release)} leaves ${words}.`)];
  }
  return [];
}

/** Two releases that both take their service down, in one environment at once. */
export function bothDown(a: PlannedSlot, b: PlannedSlot): Conflict[] {
  if (a.environment.id !== b.environment.id || !overlaps(a.during, b.during)) return [];
  const [mover, other] = laterOf(a, b);
  const down = [other, mover].map(({ releases }) => releases.find(({ downtimeMinutes }) => downtimeMinutes > 0));
  const [first, second] = down;
  if (first === undefined || second === undefined) return [];
  const minutes = [first, second].map((release) => `${titleOf(release)} for ${release.downtimeMinutes} min`);
  return [told("downtime", mover, other, `Both are down at once in ${mover.environment.name}: ${minutes.join(", ")}.`)];
}

/** One team that has to be with two slots at the same time, wherever they are. */
export function twoPlaces(a: PlannedSlot, b: PlannedSlot): Conflict[] {
  if (a.team.id !== b.team.id || !overlaps(a.during, b.during)) return [];
  // Of one departure: its services leave one after the other, by its plan, and it has a conductor.
  if (a.origin === "train" && b.origin === "train" && startOf(a) === startOf(b)) return [];
  const [mover, other] = laterOf(a, b);
  const at = (slot: PlannedSlot) => `${nameOfSlot(slot)} to ${slot.environment.name} (${when(slot)})`;
  return [told("two_places", mover, other, `${mover.team.name} has two places to be: ${at(other)} and ${at(mover)}.`)];
}
