"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { toneTexts } from "@/components/ui/tone";
import { verdictWords } from "@/lib/domain/forecast/calibration";
import { phaseWords } from "@/lib/domain/forecast/phase";
import type { FullForecast } from "@/lib/forecasts/input";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { Distribution } from "./distribution";
import { basisInWords, chanceTone, percentInWords } from "./forecast-words";
import { PromiseDialog } from "./promise-dialog";
import { PromiseLine } from "./promise-line";
import { WhatIfDialog } from "./what-if-dialog";

/** When will it ship, how sure are we, and what does it wait for? */
export function OddsCard({ releaseId, name, isOver }: { releaseId: string; name: string; isOver: boolean }) {
  const { data } = useQuery({
    ...api.forecasts.ofRelease.queryOptions({ input: { releaseId } }),
    enabled: !isOver,
  });
  const [open, setOpen] = useState<"what_if" | "promise">();
  if (isOver) return null;
  if (data === undefined) {
    return (
      <Card title="When will it ship?">
        <Skeleton lines={5} />
      </Card>
    );
  }
  const { forecast, promise, may } = data;
  const close = () => setOpen(undefined);
  return (
    <Card
      title="When will it ship?"
      aside={
        forecast &&
        `${forecast.draws.toLocaleString("en")} draws, computed ${formatInstant(forecast.at, forecast.zone)}`
      }
    >
      {forecast === null ? (
        <EmptyState title="Nothing is forecast yet">
          The first forecast comes some seconds after a change, while it is on its way to the last stop.
        </EmptyState>
      ) : (
        <Odds forecast={forecast} />
      )}
      {promise !== null && (
        <PromiseLine releaseId={releaseId} promise={promise} zone={forecast?.zone ?? "UTC"} mayEnd={may.promise} />
      )}
      <div className="mt-3 flex flex-wrap gap-2 print:hidden">
        {forecast !== null && (
          <Button size="sm" onClick={() => setOpen("what_if")}>
            What if…
          </Button>
        )}
        {may.promise && (
          <Button size="sm" onClick={() => setOpen("promise")}>
            {promise === null ? "Promise a date…" : "Promise another date…"}
          </Button>
        )}
      </div>
      {open === "what_if" && (
        <WhatIfDialog releaseId={releaseId} name={name} booked={forecast?.booked?.by ?? null} onClose={close} />
      )}
      {open === "promise" && (
        <PromiseDialog
          releaseId={releaseId}
          name={name}
          zone={forecast?.zone ?? "UTC"}
          p85={forecast?.p85}
          onClose={close}
        />
      )}
    </Card>
  );
}

function Odds({ forecast }: { forecast: FullForecast }) {
  const { booked, p50, p85, p95, zone, bars, lands, waitsFor, basedOn, teamName, verdict, conditionUntil } = forecast;
  const middle = (
    <>
      Half of all runs land by <strong>{formatInstant(p50, zone)}</strong>, 85 % by{" "}
      <strong>{formatInstant(p85, zone)}</strong>, 95 % by <strong>{formatInstant(p95, zone)}</strong>.
    </>
  );
  const otherwise = lands[0];
  return (
    <div className="grid gap-3">
      {booked === null ? (
        <p className="text-base">No slot is booked. {middle}</p>
      ) : (
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <p className={`font-bold text-3xl ${toneTexts[chanceTone(booked.chance)]}`}>
            {percentInWords(booked.chance)}
          </p>
          <p className="min-w-0 grow basis-60">
            to leave {booked.by === "slot" ? "in its slot of" : "with its train of"}{" "}
            <strong>{formatInstant(booked.start, zone)}</strong>. {middle}
          </p>
        </div>
      )}
      <Distribution bars={bars} zone={zone} />
      <p className="text-ink-2 text-sm">
        {waitsFor !== null && (
          <>
            Waits most for <strong className="text-ink">{phaseWords[waitsFor.phase]}</strong> (
            {percentInWords(waitsFor.share)} of the {booked === null ? "runs" : "risk"}).{" "}
          </>
        )}
        {booked !== null && otherwise && (
          <>
            Otherwise most likely from {formatInstant(otherwise.at, zone)} on ({percentInWords(otherwise.share)}).
          </>
        )}
      </p>
      {conditionUntil !== null && (
        <Notice tone="waiting">
          This counts on the condition of QA’s acceptance being settled: it holds until{" "}
          <strong>{formatInstant(conditionUntil, zone)}</strong>, and after that nothing leaves.
        </Notice>
      )}
      <p className="text-ink-2 text-xs">
        {basisInWords(basedOn, teamName)} ·{" "}
        <Link href="/insights/calibration" className="text-accent underline">
          {verdict === "calibrated" ? "calibrated" : verdictWords[verdict]}
        </Link>
      </p>
    </div>
  );
}
