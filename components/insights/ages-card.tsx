"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { DotPlot } from "@/components/ui/plot/dot-plot";
import { stageWords, type WorkStage, workStages } from "@/lib/domain/insights/ages";
import { FigureCard } from "./figure-card";
import { type Ages, type InsightFilter, insightQueries } from "./insight-data";
import { counted, hoursInWords, hourTicks } from "./insight-words";
import { percentileRules } from "./percentile-rules";

const shortWords: Readonly<Record<WorkStage, string>> = {
  waiting: "Waiting",
  testing: "In test",
  rework: "Back",
  accepted: "Accepted",
};

/** What has been under way for too long? */
export function AgesCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.ages(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="ages" filter={filter} query={query} headline={inWords}>
      {(ages) => (
        <>
          <AgePlot ages={ages} />
          <p className="text-ink-2 text-xs">Hollow: older than 85 % of what was accepted in the period.</p>
        </>
      )}
    </FigureCard>
  );
}

function AgePlot({ ages }: { ages: Ages }) {
  const { work, percentiles } = ages;
  const { perUnit, format } = hourTicks(Math.max(0, ...work.map(({ ageHours }) => ageHours)));
  return (
    <DotPlot
      label={`Age of work in progress by where it is. ${inWords(ages)}`}
      feet={workStages.map((stage) => shortWords[stage])}
      feetAt="middle"
      formatTick={format}
      rules={percentileRules(percentiles, perUnit)}
      dots={work.map((each) => {
        const isOld = percentiles.p85 !== null && each.ageHours > percentiles.p85;
        return {
          key: each.releaseId,
          along: along(work, each),
          value: each.ageHours / perUnit,
          title: `${each.name}: ${hoursInWords(each.ageHours)}, ${stageWords[each.stage]}`,
          tone: isOld ? ("risk" as const) : ("accent" as const),
          hollow: isOld,
        };
      })}
    />
  );
}

/** Side by side within their stage's share of the width, so that none hides another. */
function along(work: Ages["work"], { stage, releaseId }: Ages["work"][number]): number {
  const own = work.filter((each) => each.stage === stage);
  const place = own.findIndex((each) => each.releaseId === releaseId);
  return (workStages.indexOf(stage) + (place + 1) / (own.length + 1)) / workStages.length;
}

function inWords({ work, percentiles: { p85 }, isCutOff }: Ages): string {
  const [oldest] = work;
  if (oldest === undefined) return "Nothing is under way.";
  const old = p85 === null ? 0 : work.filter(({ ageHours }) => ageHours > p85).length;
  const count = isCutOff ? `More than ${work.length} releases` : counted(work.length, "release");
  return `${count} under way, the oldest ${oldest.name} since ${hoursInWords(oldest.ageHours)}; ${old} older than 85 % ever took.`;
}
