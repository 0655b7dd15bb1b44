import type { MarkName } from "./mark";

/** The meanings a colour can have. `neutral` says nothing. */
export const tones = ["clear", "waiting", "risk", "train", "accent", "neutral"] as const;
export type Tone = (typeof tones)[number];

/** Each meaning has a mark of its own, so that it is never told by colour alone. */
export const toneMarks: Readonly<Record<Tone, MarkName>> = {
  clear: "check",
  waiting: "dots",
  risk: "triangle",
  train: "play",
  accent: "dot",
  neutral: "ring",
};

/** Coloured text on its pale ground. */
export const toneGrounds: Readonly<Record<Tone, string>> = {
  clear: "bg-clear-ground text-clear",
  waiting: "bg-waiting-ground text-waiting",
  risk: "bg-risk-ground text-risk",
  train: "bg-train-ground text-train",
  accent: "bg-accent-ground text-accent",
  neutral: "bg-sunken text-ink-2",
};

export const toneTexts: Readonly<Record<Tone, string>> = {
  clear: "text-clear",
  waiting: "text-waiting",
  risk: "text-risk",
  train: "text-train",
  accent: "text-accent",
  neutral: "text-ink-2",
};

/** Areas without text: bars, dots. Brighter than the text colours, 3:1 on a panel. */
export const toneFills: Readonly<Record<Tone, string>> = {
  clear: "bg-clear-fill",
  waiting: "bg-waiting-fill",
  risk: "bg-risk-fill",
  train: "bg-train",
  accent: "bg-accent",
  neutral: "bg-control",
};
