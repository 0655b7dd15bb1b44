import { clsx } from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneTexts } from "./tone";

type StatTileProps = { label: string; value: ReactNode; tone?: Tone; detail?: ReactNode; className?: string };

/** One figure with its name. */
export function StatTile({ label, value, tone = "neutral", detail, className }: StatTileProps) {
  return (
    <dl className={clsx("rounded-lg border border-line bg-panel px-3.5 py-3", className)}>
      <dt className="text-ink-2 text-sm">{label}</dt>
      <dd className={clsx("font-semibold text-2xl", tone !== "neutral" && toneTexts[tone])}>{value}</dd>
      {detail && <dd className="text-ink-2 text-xs">{detail}</dd>}
    </dl>
  );
}

/** Tiles side by side: as many columns as fit, two on a phone. */
export function StatTiles({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]">{children}</div>;
}
