"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BarLegend, StackedBar } from "@/components/ui/stacked-bar";
import { TextLink } from "@/components/ui/text-link";
import { FigureCard } from "./figure-card";
import { type InsightFilter, insightQueries, type SlotUse } from "./insight-data";
import { amountInWords, counted, shareInWords } from "./insight-words";

/** A part of nothing would be drawn as a sliver. */
const isSome = ({ value }: { value: number }) => value > 0;
const hours = (amount: number) => `${amountInWords(amount)} h`;

/** Is there too little room, or too much? */
export function SlotUseCard({ filter }: { filter: InsightFilter }) {
  const query = useQuery({ ...insightQueries.slotUse(filter), placeholderData: keepPreviousData });
  return (
    <FigureCard name="slot_use" filter={filter} query={query} headline={inWords}>
      {({ windows, isPartial }) => {
        const free = isPartial ? "free or others’" : "free";
        return (
          <>
            <ul className="grid gap-3">
              {windows.map((use) => (
                <li key={use.windowId} className="grid gap-1">
                  <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                    <span>
                      <TextLink plain href={`/settings/windows/${use.windowId}`} className="font-medium">
                        {use.window}
                      </TextLink>{" "}
                      <span className="text-ink-2 text-sm">{use.environment}</span>
                    </span>
                    <span className="text-sm tabular-nums">
                      <strong className="font-semibold">{shareInWords(use.usedShare)}</strong>{" "}
                      <span className="text-ink-2">of {hours(use.roomHours)}</span>
                    </span>
                  </span>
                  <StackedBar
                    label={`${use.window}, ${counted(use.openings, "opening")}`}
                    segments={[
                      { tone: "clear" as const, value: use.usedHours, label: `${hours(use.usedHours)} used` },
                      { tone: "risk" as const, value: use.missedHours, label: `${hours(use.missedHours)} missed` },
                      { tone: "neutral" as const, value: use.freeHours, label: `${hours(use.freeHours)} ${free}` },
                    ].filter(isSome)}
                  />
                  <span className="text-ink-2 text-xs">
                    Next two weeks: {hours(use.aheadBookedHours)} booked, {hours(use.aheadFreeHours)} {free}
                  </span>
                </li>
              ))}
            </ul>
            <BarLegend
              items={[
                { tone: "clear", label: "Used" },
                { tone: "risk", label: "Missed" },
                { tone: "neutral", label: isPartial ? "Free or others’" : "Free" },
              ]}
            />
          </>
        );
      }}
    </FigureCard>
  );
}

function inWords({ windows }: SlotUse): string {
  const sum = (value: (use: SlotUse["windows"][number]) => number) => windows.reduce((all, use) => all + value(use), 0);
  const room = sum((use) => use.roomHours);
  if (room === 0) return "No window was open in this period.";
  return `${shareInWords(sum((use) => use.usedHours) / room)} of the room of ${counted(windows.length, "window")} was used.`;
}
