"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { DotPlot } from "@/components/ui/plot/dot-plot";
import { formatDay } from "@/lib/time/format";
import { FigureCard } from "./figure-card";
import { type CycleTimes, type InsightFilter, insightQueries } from "./insight-data";
import { counted, footOf, hoursInWords, hourTicks } from "./insight-words";
import { percentileRules } from "./percentile-rules";

/** So many dots are drawn, spread over all; the percentiles are of all. */
const mostDots = 600;
const footCount = 6;

/** How long does it take until QA says yes, and how sure is that? */
export function CycleTimesCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.cycleTimes(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="cycle_times" filter={filter} query={query} headline={inWords}>
      {(cycle) => (
        <>
          <CyclePlot cycle={cycle} />
          <p className="text-ink-2 text-xs">
            Filled: accepted at the first round. Hollow: sent back, or replaced by a newer build, at least once.
          </p>
        </>
      )}
    </FigureCard>
  );
}

function CyclePlot({ cycle }: { cycle: CycleTimes }) {
  const { times, period, percentiles } = cycle;
  const every = Math.max(1, Math.ceil(times.length / mostDots));
  const [start, length] = [period.start.getTime(), period.end.getTime() - period.start.getTime()];
  const { perUnit, format } = hourTicks(Math.max(0, ...times.map(({ hours }) => hours)));
  return (
    <DotPlot
      label={`Cycle time of each release by the day of its acceptance. ${inWords(cycle)}`}
      feet={Array.from({ length: footCount }, (_, index) =>
        footOf(new Date(start + (length * index) / footCount), period.zone),
      )}
      formatTick={format}
      rules={percentileRules(percentiles, perUnit)}
      dots={times
        .filter((_, index) => index % every === 0)
        .map(({ releaseId, name, acceptedAt, hours, rounds }) => ({
          key: releaseId,
          along: (acceptedAt.getTime() - start) / length,
          value: hours / perUnit,
          title: `${name}: ${hoursInWords(hours)} in ${counted(rounds, "round")}, accepted ${formatDay(acceptedAt, period.zone)}`,
          tone: "accent" as const,
          hollow: rounds > 1,
        }))}
    />
  );
}

function inWords({ times, percentiles: { p50, p85 }, isCutOff }: CycleTimes): string {
  if (p50 === null || p85 === null) return "No release was accepted in this period.";
  const of = isCutOff ? `the newest ${times.length} releases` : counted(times.length, "accepted release");
  return `Half within ${hoursInWords(p50)}, 85 % within ${hoursInWords(p85)}: ${of}.`;
}
