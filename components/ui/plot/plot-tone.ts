import type { Tone } from "@/components/ui/tone";

/** The areas of a plot, 3:1 on a panel; never the only thing that tells one from the other. */
export const plotFills: Readonly<Record<Tone, string>> = {
  clear: "fill-clear-fill",
  waiting: "fill-waiting-fill",
  risk: "fill-risk-fill",
  train: "fill-train",
  accent: "fill-accent",
  neutral: "fill-control",
};

/** One band or part of a plot: its colour has a word, and they are named in the order in which they are drawn. */
export type PlotSeries = { key: string; label: string; tone: Tone };
