"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { StackedColumns } from "@/components/ui/plot/stacked-columns";
import { BarLegend } from "@/components/ui/stacked-bar";
import { punctualities, punctualityWords } from "@/lib/domain/insights/punctuality";
import { formatDay } from "@/lib/time/format";
import { FigureCard } from "./figure-card";
import { type InsightFilter, insightQueries, type Punctuality } from "./insight-data";
import { counted, footOf, shareInWords } from "./insight-words";

const tones = { on_time: "clear", late: "waiting", overran: "train", missed: "risk", cancelled: "neutral" } as const;
const series = punctualities.map((key) => ({ key, label: punctualityWords[key], tone: tones[key] }));

/** Can one rely on the plan? */
export function PunctualityCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.punctuality(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="punctuality" filter={filter} query={query} headline={inWords}>
      {(figure) => (
        <>
          <StackedColumns
            label={`Slots by ${figure.period.step} and how they left. ${inWords(figure)}`}
            series={series}
            points={figure.points.map((point) => ({
              foot: footOf(point.at, figure.period.zone),
              title: `From ${formatDay(point.at, figure.period.zone)}: ${point.on_time} of ${counted(point.total, "slot")} on time`,
              values: punctualities.map((key) => point[key]),
            }))}
          />
          <BarLegend items={series} />
        </>
      )}
    </FigureCard>
  );
}

function inWords({ points, onTimeShare }: Punctuality): string {
  const total = points.reduce((sum, point) => sum + point.total, 0);
  return total === 0
    ? "No slot's time came in this period."
    : `${shareInWords(onTimeShare)} of ${counted(total, "slot")} left on time.`;
}
