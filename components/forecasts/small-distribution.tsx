import { clsx } from "clsx";
import type { OddsBasis } from "@/lib/forecasts/input";
import { barsPath, smallBars, smallWidth } from "./small-bars";

type SmallDistributionProps = Pick<OddsBasis, "bars" | "barsOnTime"> & { className?: string };

/** The distribution as one reads it in passing, beside the words that say it: those on time in colour. */
export function SmallDistribution({ bars, barsOnTime, className }: SmallDistributionProps) {
  const width = smallWidth(Math.min(bars.length, smallBars.most));
  return (
    <svg
      viewBox={`0 0 ${width} ${smallBars.high}`}
      width={width}
      height={smallBars.high}
      aria-hidden="true"
      className={clsx("shrink-0", className)}
    >
      <path d={barsPath(bars, 0, barsOnTime)} className="fill-accent" />
      <path d={barsPath(bars, barsOnTime, bars.length)} className="fill-control" />
    </svg>
  );
}
