import { clsx } from "clsx";
import type { FullForecast } from "@/lib/forecasts/input";
import { formatDay, formatInstant } from "@/lib/time/format";
import { percentInWords } from "./forecast-words";

const width = 580;
const height = 96;
const gap = 4;

type DistributionProps = { bars: FullForecast["bars"]; zone: string };

/** The distribution as bars, those on time in colour; read out as a list, since a picture says nothing to a screen reader. */
export function Distribution({ bars, zone }: DistributionProps) {
  const most = Math.max(...bars.map(({ share }) => share), 0.01);
  const each = width / Math.max(1, bars.length);
  const first = bars[0];
  const middle = bars[Math.floor(bars.length / 2)];
  const last = bars.at(-1);
  return (
    <figure>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="h-24 w-full" preserveAspectRatio="none">
        {bars.map(({ start, share, onTime }, index) => {
          const tall = Math.max(2, (share / most) * (height - 4));
          return (
            <rect
              key={start.toISOString()}
              x={index * each}
              y={height - tall}
              width={Math.max(1, each - gap)}
              height={tall}
              rx={2}
              className={clsx(onTime ? "fill-accent" : "fill-control")}
            />
          );
        })}
      </svg>
      <div aria-hidden="true" className="mt-1 flex justify-between border-line border-t pt-1 text-ink-2 text-xs">
        {first && <span>{formatDay(first.start, zone, "short")}</span>}
        {bars.length > 4 && middle && <span>{formatDay(middle.start, zone, "short")}</span>}
        {last && bars.length > 1 && <span>{formatDay(last.start, zone, "short")} and later</span>}
      </div>
      <figcaption className="sr-only">
        <ul aria-label="The odds by time">
          {bars.map(({ start, share, onTime }) => (
            <li key={start.toISOString()}>
              from {formatInstant(start, zone)}: {percentInWords(share)}
              {onTime && ", on time"}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
