"use client";

import { clsx } from "clsx";
import { PlotFrame } from "./plot-frame";
import { type PlotSeries, plotFills } from "./plot-tone";
import { linearScale, ticksUpTo } from "./scale";

export type AreaPoint = { foot: string; values: readonly number[] };

type StackedAreaProps = {
  label: string;
  /** From the lowest band up. */
  series: readonly PlotSeries[];
  /** Evenly spaced, the earliest first. */
  points: readonly AreaPoint[];
  height?: number;
};

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Bands on top of each other over time: how much there was of each, and of all together. */
export function StackedArea({ label, series, points, height }: StackedAreaProps) {
  const ticks = ticksUpTo(Math.max(...points.map(({ values }) => sumOf(values)), 0), 4, true);
  return (
    <PlotFrame
      label={label}
      ticks={ticks}
      formatTick={String}
      feet={points.map(({ foot }) => foot)}
      feetAt="edge"
      height={height}
    >
      {({ left, width, y }) => {
        const x = linearScale([0, Math.max(1, points.length - 1)], [left, left + width]);
        const topOf = (index: number) => points.map(({ values }) => y(sumOf(values.slice(0, index + 1))));
        return series.map(({ key, label: name, tone }, index) => {
          const [lower, upper] = [index === 0 ? points.map(() => y(0)) : topOf(index - 1), topOf(index)];
          const along = (edge: readonly number[]) => edge.map((at, place) => `${x(place)},${at}`);
          return (
            <polygon
              key={key}
              points={[...along(upper), ...along(lower).reverse()].join(" ")}
              className={clsx(plotFills[tone], "stroke-panel")}
              strokeWidth={1.5}
            >
              <title>{`${name}: ${points.at(-1)?.values[index] ?? 0} now`}</title>
            </polygon>
          );
        });
      }}
    </PlotFrame>
  );
}
