"use client";

import { useId } from "react";
import { PlotFrame } from "./plot-frame";
import { type PlotSeries, plotFills } from "./plot-tone";
import { linearScale, ticksUpTo } from "./scale";

export type ColumnPoint = {
  foot: string;
  /** The column in words, shown when it is pointed at. */
  title: string;
  values: readonly number[];
};

type StackedColumnsProps = {
  label: string;
  /** From the foot of a column up. */
  series: readonly PlotSeries[];
  points: readonly ColumnPoint[];
  height?: number;
};

/** One column for each step of time, its parts on top of each other. What is at risk is hatched too. */
export function StackedColumns({ label, series, points, height }: StackedColumnsProps) {
  const hatch = useId();
  const most = Math.max(...points.map(({ values }) => values.reduce((sum, value) => sum + value, 0)), 0);
  return (
    <PlotFrame
      label={label}
      ticks={ticksUpTo(most, 3, true)}
      formatTick={String}
      feet={points.map(({ foot }) => foot)}
      height={height}
    >
      {({ left, width, y }) => {
        const x = linearScale([0, Math.max(1, points.length)], [left, left + width]);
        const wide = width / Math.max(1, points.length);
        const thick = Math.max(1, Math.min(26, wide * 0.72));
        return (
          <>
            <defs>
              <pattern id={hatch} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line x1={0} y1={0} x2={0} y2={5} className="stroke-panel" strokeWidth={1.6} />
              </pattern>
            </defs>
            {points.map(({ title, values }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its step of time.
              <g key={place}>
                <title>{title}</title>
                <rect x={x(place)} y={0} width={wide} height={y(0)} fill="transparent" />
                {series.map(({ key, tone }, index) => {
                  const value = values[index] ?? 0;
                  const below = values.slice(0, index).reduce((sum, each) => sum + each, 0);
                  if (value === 0) return null;
                  const box = { x: x(place) + (wide - thick) / 2, y: y(below + value), width: thick };
                  const tall = Math.max(1, y(below) - y(below + value) - 0.75);
                  return (
                    <g key={key}>
                      <rect {...box} height={tall} rx={1.5} className={plotFills[tone]} />
                      {tone === "risk" && <rect {...box} height={tall} fill={`url(#${hatch})`} />}
                    </g>
                  );
                })}
              </g>
            ))}
          </>
        );
      }}
    </PlotFrame>
  );
}
