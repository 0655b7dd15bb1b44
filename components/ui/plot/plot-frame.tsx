"use client";

import type { ReactNode } from "react";
import { labelledEvery, linearScale, type Scale } from "./scale";
import { useWidth } from "./use-width";

export type PlotArea = { left: number; top: number; width: number; height: number; bottom: number; y: Scale };

type PlotFrameProps = {
  /** What is drawn and what it comes to, as a sentence: all that a screen reader hears of the drawing. */
  label: string;
  /** Values of the upright axis, from the lowest. */
  ticks: readonly number[];
  /** A value of the upright axis in words. */
  formatTick: (value: number) => string;
  /** Names along the foot, evenly spread; those for which there is no room are left out. */
  feet: readonly string[];
  /** Names stand below the middle of their share of the width, at its start, or (`edge`) from one end of the width to the other. */
  feetAt?: "start" | "middle" | "edge";
  height?: number;
  children: (area: PlotArea) => ReactNode;
};

const margin = { top: 8, right: 6, bottom: 22, left: 40 };
const roomOfFoot = 64;

/** Axes, lines and the room between them: what every plot has. As wide as its place, drawn again when that changes. */
export function PlotFrame({
  label,
  ticks,
  formatTick,
  feet,
  feetAt = "start",
  height = 190,
  children,
}: PlotFrameProps) {
  const [ref, width] = useWidth(520);
  const area = { left: margin.left, top: margin.top, width: Math.max(40, width - margin.left - margin.right) };
  const inner = height - margin.top - margin.bottom;
  const bottom = margin.top + inner;
  const y = linearScale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, margin.top]);
  const every = labelledEvery(feet.length, Math.floor(area.width / roomOfFoot));
  const share = area.width / Math.max(1, feetAt === "edge" ? feet.length - 1 : feet.length);
  const hasRoom = (index: number) =>
    index % every === 0 && (feetAt === "middle" || share * index < area.width - roomOfFoot / 2);
  return (
    <div ref={ref} className="w-full min-w-0">
      <svg role="img" aria-label={label} width={width} height={height} className="block max-w-full overflow-visible">
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={area.left}
              x2={area.left + area.width}
              y1={y(tick)}
              y2={y(tick)}
              className={tick === ticks[0] ? "stroke-control" : "stroke-line"}
            />
            <text
              x={area.left - 7}
              y={y(tick)}
              dy="0.32em"
              textAnchor="end"
              className="fill-ink-2 text-2xs tabular-nums"
            >
              {formatTick(tick)}
            </text>
          </g>
        ))}
        {children({ ...area, height: inner, bottom, y })}
        {feet.map(
          (foot, index) =>
            hasRoom(index) && (
              <text
                // biome-ignore lint/suspicious/noArrayIndexKey: two feet may have the same name; their place is what they are.
                key={index}
                x={area.left + share * (feetAt === "middle" ? index + 0.5 : index)}
                y={height - 5}
                textAnchor={feetAt === "middle" ? "middle" : "start"}
                className="fill-ink-2 text-2xs"
              >
                {foot}
              </text>
            ),
        )}
      </svg>
    </div>
  );
}
