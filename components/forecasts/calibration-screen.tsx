"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBar, PageBody } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatTile } from "@/components/ui/stat-tile";
import { fewestCases, horizonWords, verdictOn } from "@/lib/domain/forecast/calibration";
import type { CalibrationReport } from "@/lib/forecasts/input";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatInstant } from "@/lib/time/format";
import { percentInWords } from "./forecast-words";
import { ReliabilityPlot } from "./reliability-plot";

const verdicts = {
  calibrated: { tone: "clear", words: "calibrated" },
  off: { tone: "risk", words: "not calibrated" },
  unknown: { tone: "neutral", words: "too few to tell" },
} as const;

/** Can one rely on the odds? Past forecasts against what happened, for everybody here to see. */
export function CalibrationScreen() {
  const { data, error } = useQuery(api.forecasts.calibration.queryOptions({ input: undefined }));
  return (
    <>
      <PageBar
        title="Calibration"
        subtitle={
          data?.measuredAt
            ? `past forecasts against what happened, measured ${formatInstant(data.measuredAt, data.zone)}`
            : "past forecasts against what happened"
        }
      />
      <PageBody>
        {error && (
          <Notice tone="risk" role="alert">
            {refusalOfError(error).message}
          </Notice>
        )}
        {!data && !error && <Skeleton lines={8} />}
        {data && <Report report={data} />}
      </PageBody>
    </>
  );
}

function Report({ report }: { report: CalibrationReport }) {
  const { measured, verdict, promises, nights } = report;
  const all = measured.find(({ horizon }) => horizon === null);
  if (all === undefined) {
    return (
      <EmptyState title="Nothing has been measured yet">
        Forecasts are compared with what happened each night, once releases have left that were forecast before.
      </EmptyState>
    );
  }
  const { tone, words } = verdicts[verdict];
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <StatusChip tone={tone}>{words}</StatusChip>
        <span>
          {verdict === "calibrated" && "P85 has held about as often as it says. "}
          {verdict === "off" && "Take odds with care: P85 has not held as often as it says. "}
          {verdict === "unknown" && `Fewer than ${fewestCases} forecasts have been settled. `}
          Based on {all.cases} forecasts of the last half year.
        </span>
      </p>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <StatTile label="P50 held (aim 45–55 %)" value={percentInWords(all.p50Held)} />
        <StatTile label="P85 held (aim 80–90 %)" value={percentInWords(all.p85Held)} />
        <StatTile
          label="Brier score (0 perfect, 0.25 a coin)"
          value={all.brier === null ? "–" : all.brier.toFixed(3)}
        />
        <StatTile label="Promises kept" value={`${promises.kept} of ${promises.over}`} />
      </div>
      <Card title="Reliability" aside={`${all.chances} chances to make a slot`}>
        {all.bins.length === 0 ? (
          <EmptyState title="No chances have been settled">They are given for releases with a booked slot.</EmptyState>
        ) : (
          <ReliabilityPlot bins={all.bins} />
        )}
      </Card>
      <Card title="By horizon" aside="how far ahead the forecast looked, by its own P50">
        <Horizons measured={measured} />
      </Card>
      <Card title="Night by night" aside="the share of P85 marks that held">
        <Nights nights={nights} zone={report.zone} />
      </Card>
    </div>
  );
}

function Horizons({ measured }: Pick<CalibrationReport, "measured">) {
  const heads = ["Horizon", "Forecasts", "P50 held", "P85 held", "Brier", "Verdict"];
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm">
        <thead className="text-ink-2">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="py-1 pr-3 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measured.map((each) => (
            <tr key={each.horizon ?? "all"} className="border-line border-t">
              <th scope="row" className="py-1.5 pr-3 font-normal">
                {each.horizon === null ? "all" : horizonWords[each.horizon]}
              </th>
              <td className="py-1.5 pr-3">{each.cases}</td>
              <td className="py-1.5 pr-3">{percentInWords(each.p50Held)}</td>
              <td className="py-1.5 pr-3">{percentInWords(each.p85Held)}</td>
              <td className="py-1.5 pr-3">{each.brier === null ? "–" : each.brier.toFixed(3)}</td>
              <td className="py-1.5">
                <StatusChip tone={verdicts[verdictOn(each)].tone}>{verdicts[verdictOn(each)].words}</StatusChip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Nights({ nights, zone }: Pick<CalibrationReport, "nights" | "zone">) {
  return (
    <ul className="grid gap-1 text-sm">
      {nights
        .slice(-14)
        .reverse()
        .map(({ measuredAt, p85Held, cases }) => (
          <li key={measuredAt.toISOString()} className="grid grid-cols-[10rem_1fr_auto] items-center gap-3">
            <span className="text-ink-2">{formatInstant(measuredAt, zone)}</span>
            <span aria-hidden="true" className="h-2 rounded-full bg-sunken">
              <span className="block h-2 rounded-full bg-accent" style={{ width: `${p85Held * 100}%` }} />
            </span>
            <span>
              {percentInWords(p85Held)} of {cases}
            </span>
          </li>
        ))}
    </ul>
  );
}
