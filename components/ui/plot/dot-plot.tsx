"use client";

import { clsx } from "clsx";
import type { Tone } from "@/components/ui/tone";
import { PlotFrame } from "./plot-frame";
import { plotFills } from "./plot-tone";
import { linearScale, spacedUpwards, ticksUpTo } from "./scale";

export type Dot = {
  key: string;
  /** How far along the width, 0 to 1. */
  along: number;
  value: number;
  title: string;
  tone: Tone;
  /** Drawn hollow: tells it from others without its colour. */
  hollow?: boolean;
};

type DotPlotProps = {
  label: string;
  dots: readonly Dot[];
  /** Lines across, such as percentiles, each with its name. */
  rules: readonly { value: number; label: string }[];
  feet: readonly string[];
  feetAt?: "start" | "middle";
  formatTick: (value: number) => string;
  height?: number;
};

const labelHeight = 13;

/** A dot for each thing: where it stands along the width, how high its value is. */
export function DotPlot({ label, dots, rules, feet, feetAt, formatTick, height }: DotPlotProps) {
  const most = Math.max(...dots.map(({ value }) => value), ...rules.map(({ value }) => value), 0);
  const ticks = ticksUpTo(most, 4);
  return (
    <PlotFrame label={label} ticks={ticks} formatTick={formatTick} feet={feet} feetAt={feetAt} height={height}>
      {({ left, width, y }) => {
        const x = linearScale([0, 1], [left, left + width]);
        const labelsAt = spacedUpwards(
          rules.map(({ value }) => y(value) - 4),
          labelHeight,
        );
        return (
          <>
            {dots.map(({ key, along, value, title, tone, hollow }) => (
              <circle
                key={key}
                cx={x(along)}
                cy={y(value)}
                r={hollow ? 3.25 : 3.5}
                strokeWidth={hollow ? 1.75 : 1}
                className={clsx(
                  hollow ? "fill-panel" : [plotFills[tone], "stroke-panel"],
                  hollow && (tone === "risk" ? "stroke-risk-fill" : "stroke-accent"),
                )}
                fillOpacity={hollow ? 1 : 0.8}
              >
                <title>{title}</title>
              </circle>
            ))}
            {rules.map(({ value, label: name }, index) => (
              <g key={name}>
                <line
                  x1={left}
                  x2={left + width}
                  y1={y(value)}
                  y2={y(value)}
                  strokeDasharray="5 4"
                  strokeWidth={1.25}
                  className="stroke-ink-2"
                />
                <text
                  x={left + width}
                  y={labelsAt[index]}
                  textAnchor="end"
                  strokeWidth={3}
                  className="fill-ink stroke-panel font-semibold text-2xs [paint-order:stroke]"
                >
                  {name}
                </text>
              </g>
            ))}
          </>
        );
      }}
    </PlotFrame>
  );
}
