import { formatInstant } from "@/lib/time/format";
import type { ReleaseKind } from "./release-state";

/** What decides the place of a build in QA's queue. */
export type QueueFact = {
  kind: ReleaseKind;
  /** Start of the next slot that needs QA's acceptance, if one is booked. */
  departsAt: Date | null;
  handedOverAt: Date;
};

/** Said above the queue. The words and `compareQueue` must tell the same story. */
export const queueOrderInWords = "Hotfixes first, then by the departure each build must make, then the longest wait";

/** Hotfixes first; then the earlier departure, and a departure before none; then whoever has waited longer. */
export function compareQueue(a: QueueFact, b: QueueFact): number {
  const urgency = Number(b.kind === "hotfix") - Number(a.kind === "hotfix");
  if (urgency !== 0) return urgency;
  const departure =
    (a.departsAt?.getTime() ?? Number.POSITIVE_INFINITY) - (b.departsAt?.getTime() ?? Number.POSITIVE_INFINITY);
  // Infinity minus Infinity is not a number: neither has a departure.
  if (departure !== 0 && !Number.isNaN(departure)) return departure;
  return a.handedOverAt.getTime() - b.handedOverAt.getTime();
}

/** Why the first build of the queue is the first, in a few words. */
export function queueReason(fact: QueueFact, zone: string): string {
  if (fact.kind === "hotfix") return "hotfixes go first";
  if (fact.departsAt !== null) return `must depart ${formatInstant(fact.departsAt, zone)}`;
  return "waits longest of those without a departure";
}

const hour = 3_600_000;
/** Without a departure, this long a wait fills the bar. */
const patienceMs = 48 * hour;

/**
 * How much of a build's time with QA is used, 0 to 1: of the time between hand-over and its departure, or of two days when no
 * departure is booked. A departure that has passed is all of it.
 */
export function queueAge({ departsAt, handedOverAt }: QueueFact, now: Date): number {
  const whole = departsAt === null ? patienceMs : departsAt.getTime() - handedOverAt.getTime();
  const used = now.getTime() - handedOverAt.getTime();
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, used / whole));
}
