"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { StackedBar } from "@/components/ui/stacked-bar";
import { TextLink } from "@/components/ui/text-link";
import { categoryNames } from "@/lib/domain/qa-gate";
import { FigureCard } from "./figure-card";
import { type Bounces, type InsightFilter, insightQueries } from "./insight-data";
import { counted, shareInWords } from "./insight-words";

const shown = 8;

/** Whose builds come back, and why? */
export function BouncesCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.bounces(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="bounces" filter={filter} query={query} headline={inWords}>
      {({ services }) => (
        <ul className="grid gap-3">
          {services.slice(0, shown).map(({ serviceId, service, judged, rejected, share, reasons }) => (
            <li key={serviceId} className="grid gap-1">
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <TextLink plain href={`/settings/services/${serviceId}`} className="font-medium">
                  {service}
                </TextLink>
                <span className="text-sm tabular-nums">
                  <strong className="font-semibold">{shareInWords(share)}</strong>{" "}
                  <span className="text-ink-2">
                    {rejected} of {judged}
                  </span>
                </span>
              </span>
              <StackedBar
                label={service}
                segments={[
                  { tone: "risk" as const, value: rejected, label: `${rejected} sent back` },
                  { tone: "neutral" as const, value: judged - rejected, label: `${judged - rejected} accepted` },
                ].filter(({ value }) => value > 0)}
              />
              {reasons.length > 0 && (
                <span className="text-ink-2 text-xs">
                  {[...reasons]
                    .sort((a, b) => b.count - a.count)
                    .map(({ category, count }) => `${categoryNames[category]} ${count}`)
                    .join(" · ")}
                </span>
              )}
            </li>
          ))}
          {services.length > shown && (
            <li className="text-ink-2 text-sm">{counted(services.length - shown, "more service")} in the table.</li>
          )}
        </ul>
      )}
    </FigureCard>
  );
}

function inWords({ services }: Bounces): string {
  const sum = (value: (service: Bounces["services"][number]) => number) =>
    services.reduce((total, service) => total + value(service), 0);
  const [judged, rejected] = [sum((each) => each.judged), sum((each) => each.rejected)];
  if (judged === 0) return "QA judged nothing in this period.";
  return `${shareInWords(rejected / judged)} of ${counted(judged, "judged build")} came back.`;
}
