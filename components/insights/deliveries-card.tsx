"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { StackedColumns } from "@/components/ui/plot/stacked-columns";
import { BarLegend } from "@/components/ui/stacked-bar";
import { StatTile } from "@/components/ui/stat-tile";
import { stayed } from "@/lib/domain/insights/deliveries";
import { formatDay } from "@/lib/time/format";
import { FigureCard } from "./figure-card";
import { type Deliveries, type InsightFilter, insightQueries } from "./insight-data";
import { amountInWords, counted, footOf, hoursInWords, shareInWords } from "./insight-words";

const series = [
  { key: "good", label: "Arrived and stayed", tone: "clear" },
  { key: "failed", label: "Failed or rolled back", tone: "risk" },
] as const;

type Measures = Deliveries["measures"];

/** The four measures by their names, each with how it reads. */
const measures: readonly { label: string; read: (measures: Measures) => string }[] = [
  { label: "Deployment frequency", read: ({ perWeek }) => `${amountInWords(perWeek)} a week` },
  { label: "Lead time for changes", read: ({ leadHours }) => hoursInWords(leadHours) },
  { label: "Change failure rate", read: ({ failureShare }) => shareInWords(failureShare) },
  { label: "Time to restore", read: ({ restoreHours }) => hoursInWords(restoreHours) },
];

/** Are we getting better? */
export function DeliveriesCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.deliveries(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="deliveries" filter={filter} query={query} headline={inWords} className="lg:col-span-2">
      {(figure) => (
        <div className="grid gap-4 lg:grid-cols-2 lg:items-center">
          <div className="grid grid-cols-2 gap-3 phone:gap-2">
            {measures.map(({ label, read }) => (
              <StatTile
                key={label}
                label={label}
                value={read(figure.measures)}
                detail={`${read(figure.before)} the time before`}
              />
            ))}
          </div>
          <div className="grid min-w-0 gap-2">
            <StackedColumns
              label={`Deployments by ${figure.period.step}. ${inWords(figure)}`}
              height={170}
              series={series}
              points={figure.steps.map((step) => ({
                foot: footOf(step.at, figure.period.zone),
                title: `From ${formatDay(step.at, figure.period.zone)}: ${step.arrived} arrived, ${step.failed} failed or rolled back`,
                values: [stayed(step), step.failed],
              }))}
            />
            <BarLegend items={series} />
          </div>
        </div>
      )}
    </FigureCard>
  );
}

function inWords({ environment, measures: { deployments, failures }, isCutOff }: Deliveries): string {
  if (environment === null) return "There is no such environment.";
  const of = isCutOff ? " Only the newest are counted: choose a shorter period or one team." : "";
  return `${counted(deployments, "deployment")} arrived in ${environment.name}; ${failures} failed or ${failures === 1 ? "was" : "were"} rolled back.${of}`;
}
