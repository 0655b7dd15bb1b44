import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/tone";
import type { Attempt } from "./deployment-data";

/** One thing that happened to a deployment. */
export type TimelineEntry = { key: string; at: Date; tone: Tone; content: ReactNode };

export function toneOfAttempt({ statusCode, error }: Attempt): Tone {
  if (statusCode === null) return error === null ? "accent" : "risk";
  return statusCode >= 200 && statusCode < 300 ? "clear" : "risk";
}
