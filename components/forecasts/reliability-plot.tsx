import type { CalibrationReport } from "@/lib/forecasts/input";
import { shareInWords } from "./forecast-words";

const size = 260;
const margin = 34;
const inner = size - 2 * margin;
const x = (share: number) => margin + share * inner;
const y = (share: number) => size - margin - share * inner;
const ticks = [0, 0.5, 1];

type ReliabilityPlotProps = { bins: CalibrationReport["measured"][number]["bins"] };

/** Chances that were given against how often they came true: dots on the diagonal are honest. The table says the same in numbers. */
export function ReliabilityPlot({ bins }: ReliabilityPlotProps) {
  const most = Math.max(...bins.map(({ forecasts }) => forecasts), 1);
  return (
    <figure className="flex flex-wrap items-start gap-6">
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" className="w-64 max-w-full shrink-0 text-2xs">
        <rect x={margin} y={margin} width={inner} height={inner} className="fill-sunken" />
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="stroke-control" strokeDasharray="4 4" />
        {ticks.map((tick) => (
          <g key={tick} className="fill-ink-2">
            <text x={x(tick)} y={size - margin + 16} textAnchor="middle">
              {tick * 100} %
            </text>
            <text x={margin - 6} y={y(tick) + 4} textAnchor="end">
              {tick * 100}
            </text>
          </g>
        ))}
        <text x={x(0.5)} y={size - 4} textAnchor="middle" className="fill-ink-2">
          chance that was given
        </text>
        {bins.map(({ from, forecasts, meanChance, cameTrue }) => (
          <circle
            key={from}
            cx={x(meanChance)}
            cy={y(cameTrue)}
            r={4 + 6 * Math.sqrt(forecasts / most)}
            className="fill-accent stroke-panel"
            fillOpacity={0.85}
          />
        ))}
      </svg>
      <figcaption className="min-w-0 grow basis-60">
        <table className="w-full text-left text-sm">
          <caption className="mb-1 text-left text-ink-2 text-xs">How often chances came true</caption>
          <thead className="text-ink-2">
            <tr>
              {["Chance given", "Came true", "Forecasts"].map((head) => (
                <th key={head} scope="col" className="py-1 pr-3 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, to, forecasts, cameTrue }) => (
              <tr key={from} className="border-line border-t">
                <th scope="row" className="py-1 pr-3 font-normal">
                  {Math.round(from * 100)}–{Math.round(to * 100)} %
                </th>
                <td className="py-1 pr-3">{shareInWords(cameTrue)}</td>
                <td className="py-1">{forecasts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </figcaption>
    </figure>
  );
}
