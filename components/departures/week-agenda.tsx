"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageBody } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { addDaysInZone, isoWeek, localDate } from "@/lib/time/calendar";
import { formatDays, zoneAbbreviation } from "@/lib/time/format";
import { AgendaDayRow } from "./agenda-day-row";
import { agendaDays } from "./agenda-days";
import { ClosureBanners } from "./closure-banners";
import { DayStrip } from "./day-strip";

type WeekAgendaProps = { share: string; day: string | undefined; path: string };

/** The week as a list, to read only: for a phone, for paper, for a second screen on the wall. */
export function WeekAgenda({ share, day, path }: WeekAgendaProps) {
  const now = useNow(60);
  const { data, error } = useQuery(api.departures.week.queryOptions({ input: { share, day } }));
  if (error)
    return (
      <PageBody>
        <Notice tone="risk" role="alert" title="The schedule cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      </PageBody>
    );
  if (!data)
    return (
      <PageBody>
        <Skeleton lines={7} className="h-16!" />
      </PageBody>
    );
  const { week, zone, organisationName, environmentName } = data;
  const to = (step: number) => `${path}?day=${localDate(addDaysInZone(week.start, step, zone), zone)}`;
  const days = agendaDays(data);
  return (
    <PageBody>
      <div className="grid gap-px overflow-hidden rounded-lg empty:hidden">
        <ClosureBanners closures={data.closures} environmentName={environmentName} zone={zone} now={now} />
      </div>
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="font-semibold text-2xl tracking-tight md:text-3xl">
            {organisationName} · {environmentName ?? "all environments"}
          </h1>
          <p className="text-ink-2 text-sm">
            Week {isoWeek(week.start, zone).week} · {formatDays(week, zone)} · times in{" "}
            {zoneAbbreviation(week.start, zone)} ({zone})
          </p>
        </div>
        <nav aria-label="Week" className="flex gap-2 print:hidden">
          <ButtonLink href={to(-7)} iconOnly aria-label="The week before" icon={<ChevronLeft className="size-4" />} />
          <ButtonLink href={path}>This week</ButtonLink>
          <ButtonLink href={to(7)} iconOnly aria-label="The week after" icon={<ChevronRight className="size-4" />} />
        </nav>
      </header>
      <DayStrip days={days} now={now} zone={zone} />
      <ol className="grid">
        {days.map((agendaDay) => (
          <AgendaDayRow
            key={agendaDay.day.start.toISOString()}
            agendaDay={agendaDay}
            now={now}
            zone={zone}
            withEnvironment={environmentName === null}
          />
        ))}
      </ol>
    </PageBody>
  );
}
