import { lengthMs, type Range } from "@/lib/time/range";
import type { FigureTable } from "./figure";
import { median } from "./percentile";
import { indexOfStep, type Period } from "./period";

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/** One deployment that has ended, as far as the four measures look at it. */
export type EndedDeployment = {
  id: string;
  name: string;
  serviceId: string;
  /** It arrived, whatever became of it afterwards. */
  arrived: boolean;
  endedAt: Date;
  /** When it turned out bad: its own failure, or when somebody asked for the way back. Null: it did well. */
  failedAt: Date | null;
  /** When the way back was gone, if it was. */
  rolledBackAt: Date | null;
  /** When the first build of its release was announced. */
  firstBuildAt: Date;
};

/** Null where there is nothing to measure. */
export type Measures = {
  deployments: number;
  perWeek: number;
  leadHours: number | null;
  failureShare: number | null;
  restoreHours: number | null;
  failures: number;
};

/** `ofAll` may reach past the range: what restored the last failure of it may have come later. */
export function measuresOf(ofAll: readonly EndedDeployment[], range: Range): Measures {
  const ended = ofAll.filter(({ endedAt }) => endedAt >= range.start && endedAt < range.end);
  const arrived = ended.filter((each) => each.arrived);
  const failed = ended.filter(({ failedAt }) => failedAt !== null);
  const good = goodArrivals(ofAll);
  const restored = failed.flatMap((each) => restoreHours(each, good) ?? []);
  return {
    deployments: arrived.length,
    perWeek: lengthMs(range) === 0 ? 0 : (arrived.length * weekMs) / lengthMs(range),
    leadHours: median(arrived.map(leadHoursOf)),
    failureShare: ended.length === 0 ? null : failed.length / ended.length,
    failures: failed.length,
    restoreHours: median(restored),
  };
}

const leadHoursOf = ({ endedAt, firstBuildAt }: EndedDeployment) =>
  Math.max(0, endedAt.getTime() - firstBuildAt.getTime()) / hourMs;

/**
 * From the failure until the way back was gone or the service's next deployment arrived, whichever was first; null: not yet. `good`
 * holds when each service's good deployments arrived, in order: years of a busy installation are looked through by halving.
 */
function restoreHours(
  { failedAt, serviceId, rolledBackAt }: EndedDeployment,
  good: Map<string, number[]>,
): number | null {
  if (failedAt === null) return null;
  const arrival = firstAfter(good.get(serviceId) ?? [], failedAt.getTime());
  const restoredAt = Math.min(arrival, rolledBackAt?.getTime() ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(restoredAt) ? Math.max(0, restoredAt - failedAt.getTime()) / hourMs : null;
}

function goodArrivals(ofAll: readonly EndedDeployment[]): Map<string, number[]> {
  const good = new Map<string, number[]>();
  for (const { failedAt, serviceId, endedAt } of ofAll) {
    if (failedAt !== null) continue;
    const known = good.get(serviceId);
    if (known === undefined) good.set(serviceId, [endedAt.getTime()]);
    else known.push(endedAt.getTime());
  }
  for (const arrivals of good.values()) arrivals.sort((a, b) => a - b);
  return good;
}

/** The first of these ascending values beyond `at`, or infinity. */
function firstAfter(sorted: readonly number[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return sorted[low] ?? Number.POSITIVE_INFINITY;
}

export type DeliveryStep = {
  at: Date;
  ended: number;
  arrived: number;
  failed: number;
  leadHours: number | null;
  restoreHours: number | null;
};

/** What the four measures are made of, in each day or week of the period. The time to restore stands where the failure ended. */
export function deliveriesByStep(ofAll: readonly EndedDeployment[], { edges }: Pick<Period, "edges">): DeliveryStep[] {
  const steps = edges.slice(0, -1).map((at): { at: Date; own: EndedDeployment[] } => ({ at, own: [] }));
  for (const each of ofAll) {
    const index = indexOfStep(edges, each.endedAt);
    if (index !== undefined) steps[index]?.own.push(each);
  }
  const good = goodArrivals(ofAll);
  return steps.map(({ at, own }) => {
    const arrived = own.filter((each) => each.arrived);
    const failed = own.filter(({ failedAt }) => failedAt !== null);
    return {
      at,
      ended: own.length,
      arrived: arrived.length,
      failed: failed.length,
      leadHours: median(arrived.map(leadHoursOf)),
      restoreHours: median(failed.flatMap((each) => restoreHours(each, good) ?? [])),
    };
  });
}

/** How many of a step arrived and did well: some of what failed had arrived and some had not, so it is not what arrived less what failed. */
export const stayed = ({ ended, failed }: Pick<DeliveryStep, "ended" | "failed">) => ended - failed;

export function deliveriesTable(steps: readonly DeliveryStep[]): FigureTable {
  return {
    columns: [
      { label: "From", kind: "instant" },
      { label: "Deployments that arrived", kind: "count" },
      { label: "Deployments that ended", kind: "count" },
      { label: "Failed or rolled back", kind: "count" },
      { label: "Change failure rate", kind: "share" },
      { label: "Median lead time", kind: "hours" },
      { label: "Median time to restore", kind: "hours" },
    ],
    rows: steps.map(({ at, arrived, ended, failed, leadHours, restoreHours }) => [
      at.toISOString(),
      arrived,
      ended,
      failed,
      ended === 0 ? null : failed / ended,
      leadHours,
      restoreHours,
    ]),
  };
}
