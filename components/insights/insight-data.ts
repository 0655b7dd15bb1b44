import { keptByItsComponent } from "@/components/shell/live-changes";
import type { FigureName, FigureTable } from "@/lib/domain/insights/figure";
import { api, type rpc } from "@/lib/rpc/client";

export const periods = [30, 90, 180, 365] as const;
export const usualPeriod = 90;
export const periodNames: Readonly<Record<(typeof periods)[number], string>> = {
  30: "30 days",
  90: "90 days",
  180: "Half a year",
  365: "A year",
};

/** What the address says: what every figure is asked with. */
export type InsightFilter = { days: number; teamId?: string; serviceId?: string; environmentId?: string };

type Answer<Name extends keyof typeof rpc.insights> = Awaited<ReturnType<(typeof rpc.insights)[Name]>>;
export type Deliveries = Answer<"deliveries">;
export type Flow = Answer<"flow">;
export type Ages = Answer<"ages">;
export type CycleTimes = Answer<"cycleTimes">;
export type Bounces = Answer<"bounces">;
export type Punctuality = Answer<"punctuality">;
export type SlotUse = Answer<"slotUse">;

/** What every figure has, whatever it draws. */
export type AnyFigure = {
  title: string;
  definition: string;
  period: { start: Date; end: Date; zone: string; step: "day" | "week" };
  table: FigureTable;
};

/**
 * Counted anew each minute and not at each change: months do not change with a click, and everybody who looks would count them all
 * again.
 */
const eachMinute = { meta: keptByItsComponent, refetchInterval: 60_000, staleTime: 30_000 } as const;

export const insightQueries = {
  deliveries: (input: InsightFilter) => ({ ...api.insights.deliveries.queryOptions({ input }), ...eachMinute }),
  flow: (input: InsightFilter) => ({ ...api.insights.flow.queryOptions({ input }), ...eachMinute }),
  ages: (input: InsightFilter) => ({ ...api.insights.ages.queryOptions({ input }), ...eachMinute }),
  cycleTimes: (input: InsightFilter) => ({ ...api.insights.cycleTimes.queryOptions({ input }), ...eachMinute }),
  bounces: (input: InsightFilter) => ({ ...api.insights.bounces.queryOptions({ input }), ...eachMinute }),
  punctuality: (input: InsightFilter) => ({ ...api.insights.punctuality.queryOptions({ input }), ...eachMinute }),
  slotUse: (input: InsightFilter) => ({ ...api.insights.slotUse.queryOptions({ input }), ...eachMinute }),
};

/** The same door as a pipeline's: the browser saves what it answers under the name that it gives. */
export function csvAddress(figure: FigureName, filter: InsightFilter): string {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  return `/api/v1/insights/${figure}/csv?${query}`;
}
