"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { StackedArea } from "@/components/ui/plot/stacked-area";
import { BarLegend } from "@/components/ui/stacked-bar";
import { FigureCard } from "./figure-card";
import { type Flow, type InsightFilter, insightQueries } from "./insight-data";
import { counted, footOf } from "./insight-words";

const bands = [
  { key: "judged", label: "Turn over", tone: "clear" },
  { key: "testing", label: "In test", tone: "train" },
  { key: "waiting", label: "Waiting", tone: "waiting" },
] as const;

const withQa = bands.filter(({ key }) => key !== "judged");

/** Do builds come faster than they are judged? */
export function FlowCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.flow(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="flow" filter={filter} query={query} headline={inWords}>
      {(flow) => (
        <>
          <StackedArea
            label={`Cumulative flow of the queue. ${inWords(flow)}`}
            series={bands}
            points={pointsOf(flow, bands)}
            height={150}
          />
          <p className="text-ink-2 text-xs">The same from close by: what waits and what is in test.</p>
          <StackedArea
            label={`Builds with QA, day by day. ${inWords(flow)}`}
            series={withQa}
            points={pointsOf(flow, withQa)}
            height={110}
          />
          <BarLegend items={[...bands].reverse()} />
        </>
      )}
    </FigureCard>
  );
}

const pointsOf = ({ points, period }: Flow, series: readonly (typeof bands)[number][]) =>
  points.map((point) => ({ foot: footOf(point.at, period.zone), values: series.map(({ key }) => point[key]) }));

function inWords({ points }: Flow): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "Nothing was handed over yet.";
  const change = last.waiting - first.waiting;
  const trend =
    change === 0 ? "as many as at its start" : `${Math.abs(change)} ${change > 0 ? "more" : "fewer"} than at its start`;
  return `${counted(last.judged, "turn")} with QA ended in the period; ${last.waiting} waiting now, ${trend}, and ${last.testing} in test.`;
}
