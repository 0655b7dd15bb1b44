import { clsx } from "clsx";
import { Mark } from "@/components/ui/mark";
import { verdictWords } from "@/lib/domain/forecast/calibration";
import type { OddsBasis as Basis } from "@/lib/forecasts/input";
import { handoversInWords } from "./forecast-words";
import { SmallDistribution } from "./small-distribution";

type OddsBasisProps = {
  basis: Basis;
  /** Room for "based on" too; otherwise it is only read out. */
  hasRoom?: boolean;
  className?: string;
};

/** What stands beside a chance wherever it is shown: its distribution, on what it is based, and whether such odds have held. */
export function OddsBasis({ basis, hasRoom, className }: OddsBasisProps) {
  const { bars, barsOnTime, verdict } = basis;
  return (
    <span
      className={clsx(
        "inline-flex flex-wrap items-center gap-x-1.5 font-normal font-sans text-ink-2 text-xs",
        className,
      )}
    >
      <SmallDistribution bars={bars} barsOnTime={barsOnTime} />
      <span className="whitespace-nowrap">
        <span className={hasRoom ? undefined : "sr-only"}>based on </span>
        {handoversInWords(basis)}
      </span>
      {verdict !== "calibrated" && (
        <span className="inline-flex items-center gap-1 whitespace-nowrap text-waiting" title={verdictWords[verdict]}>
          <Mark name="triangle" />
          not calibrated
        </span>
      )}
    </span>
  );
}
