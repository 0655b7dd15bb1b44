"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBar, PageBody } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatTile } from "@/components/ui/stat-tile";
import { Table } from "@/components/ui/table";
import {
  distanceOfChances,
  faultsOf,
  fewestReleases,
  horizonWords,
  verdictOn,
} from "@/lib/domain/forecast/calibration";
import type { CalibrationReport } from "@/lib/forecasts/input";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatInstant } from "@/lib/time/format";
import { shareInWords } from "./forecast-words";
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
          {verdict === "calibrated" && "P85 and the chances have held about as often as they say. "}
          {verdict === "off" && `Take odds with care: ${faultsInWords(all)} `}
          {verdict === "unknown" && `Fewer than ${fewestReleases} releases have arrived that were forecast. `}
          Based on {all.cases} forecasts of {all.releases} releases in the last half year.
        </span>
      </p>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <StatTile label="P50 held (aim 45–55 %)" value={shareInWords(all.p50Held)} />
        <StatTile label="P85 held (aim 80–90 %)" value={shareInWords(all.p85Held)} />
        <StatTile
          label="Brier score (0 perfect, 0.25 a coin)"
          value={all.brier === null ? "–" : all.brier.toFixed(3)}
        />
        <StatTile label="Promises kept" value={`${promises.kept} of ${promises.over}`} />
      </div>
      <Card title="Reliability" aside={chancesInWords(all)}>
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

type Measured = CalibrationReport["measured"][number];

function faultsInWords(measured: Measured): string {
  const faults = faultsOf(measured);
  if (faults.length === 2) return "neither P85 nor the chances have held as often as they say.";
  return faults[0] === "chances"
    ? "chances to make a slot have not come true as often as they say."
    : "P85 has not held as often as it says.";
}

function chancesInWords({ chances, bins }: Measured): string {
  const said = `${chances} chances to make a slot`;
  const distance = distanceOfChances(bins);
  if (distance === null) return said;
  const points = (share: number) => Math.round(share * 100);
  return `${said}; ${points(distance.seen)} points off on average, ${points(distance.byChance)} of them by chance alone`;
}

function Horizons({ measured }: Pick<CalibrationReport, "measured">) {
  return (
    <Table
      bare
      caption="Forecasts by how far ahead they looked"
      rows={measured}
      rowKey={({ horizon }) => horizon ?? "all"}
      columns={[
        {
          key: "horizon",
          header: "Horizon",
          primary: true,
          cell: ({ horizon }) => (horizon === null ? "all" : horizonWords[horizon]),
        },
        { key: "cases", header: "Forecasts", cell: ({ cases }) => cases },
        { key: "releases", header: "Releases", cell: ({ releases }) => releases },
        { key: "p50", header: "P50 held", cell: ({ p50Held }) => shareInWords(p50Held) },
        { key: "p85", header: "P85 held", cell: ({ p85Held }) => shareInWords(p85Held) },
        { key: "brier", header: "Brier", cell: ({ brier }) => brier?.toFixed(3) ?? "–" },
        {
          key: "verdict",
          header: "Verdict",
          cell: (each) => {
            const { tone, words } = verdicts[verdictOn(each)];
            return <StatusChip tone={tone}>{words}</StatusChip>;
          },
        },
      ]}
    />
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
              {shareInWords(p85Held)} of {cases}
            </span>
          </li>
        ))}
    </ul>
  );
}
