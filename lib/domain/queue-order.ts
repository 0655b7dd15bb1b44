import { formatInstant } from "@/lib/time/format";
import { slackOf, type Urgency } from "./must-make";
import type { ReleaseKind } from "./release-state";

export const queueColumns = ["waiting", "testing", "back", "accepted"] as const;
export type QueueColumn = (typeof queueColumns)[number];

/** What decides the place of a build in QA's queue. */
export type QueueFact = Urgency & { column: QueueColumn; kind: ReleaseKind; handedOverAt: Date };

/** Said above the queue. The words and `queueOrder` must tell the same story. */
export const queueOrderInWords = "Hotfixes first, then the least slack to its departure, then the longest wait";

/**
 * The order of the queue at one instant: hotfixes first; then whoever has the least slack, and slack before none; then whoever has
 * waited longer.
 */
export function queueOrder(now: Date): (a: QueueFact, b: QueueFact) => number {
  return (a, b) => {
    const urgency = Number(b.kind === "hotfix") - Number(a.kind === "hotfix");
    if (urgency !== 0) return urgency;
    const slack = (queueSlack(a, now) ?? Number.POSITIVE_INFINITY) - (queueSlack(b, now) ?? Number.POSITIVE_INFINITY);
    // Infinity minus Infinity is not a number: neither has anything to make.
    if (slack !== 0 && !Number.isNaN(slack)) return slack;
    return a.handedOverAt.getTime() - b.handedOverAt.getTime();
  };
}

/** The slack of a build where it is: what came back needs its whole test again, what was accepted needs none any more. */
export function queueSlack(fact: Urgency & Pick<QueueFact, "column">, now: Date): number | null {
  if (fact.column === "back") return slackOf({ ...fact, claimedAt: null }, now);
  if (fact.column === "accepted") return slackOf({ ...fact, need: { ...fact.need, minutes: 0 } }, now);
  return slackOf(fact, now);
}

/** Why the first build of the queue is the first, in a few words. */
export function queueReason(fact: QueueFact): string {
  if (fact.kind === "hotfix") return "hotfixes go first";
  if (fact.mustMake !== null) return `least slack to ${formatInstant(fact.mustMake.acceptBy, fact.mustMake.zone)}`;
  return "waits longest of those with nothing to make";
}

const hour = 3_600_000;
/** With nothing to make, this long a wait fills the bar. */
const patienceMs = 48 * hour;

/**
 * How much of a build's time with QA is used, 0 to 1: of the time between hand-over and the moment it must be accepted by, or of two
 * days when nothing is booked. A moment that has passed is all of it.
 */
export function queueAge({ mustMake, handedOverAt }: Pick<QueueFact, "mustMake" | "handedOverAt">, now: Date): number {
  const whole = mustMake === null ? patienceMs : mustMake.acceptBy.getTime() - handedOverAt.getTime();
  const used = now.getTime() - handedOverAt.getTime();
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, used / whole));
}
