"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsNumberLiteral, parseAsString, useQueryStates } from "nuqs";
import { useViewer } from "@/components/shell/viewer-context";
import { PageBar, PageBody } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { formatDays, zoneAbbreviation } from "@/lib/time/format";
import { AgesCard } from "./ages-card";
import { BouncesCard } from "./bounces-card";
import { CycleTimesCard } from "./cycle-times-card";
import { DeliveriesCard } from "./deliveries-card";
import { FlowCard } from "./flow-card";
import { type InsightFilter, insightQueries, periodNames, periods, usualPeriod } from "./insight-data";
import { PunctualityCard } from "./punctuality-card";
import { SlotUseCard } from "./slot-use-card";

const address = {
  days: parseAsNumberLiteral(periods).withDefault(usualPeriod),
  team: parseAsString.withDefault(""),
  service: parseAsString.withDefault(""),
  env: parseAsString.withDefault(""),
};

/** Are we getting better? */
export function InsightsScreen() {
  const [{ days, team, service, env }, setAddress] = useQueryStates(address);
  const filter: InsightFilter = {
    days,
    teamId: team || undefined,
    serviceId: service || undefined,
    environmentId: env || undefined,
  };
  return (
    <>
      <PageBar title="Insights" subtitle={<PeriodWords filter={filter} />}>
        <TextLink href="/insights/calibration">Do our forecasts hold?</TextLink>
        <Filters
          filter={{ days, team, service, env }}
          onChange={(change) => void setAddress(change, { history: "push" })}
        />
      </PageBar>
      <PageBody>
        <div className="grid items-start gap-4 lg:grid-cols-2 [&>*]:min-w-0">
          <DeliveriesCard filter={filter} />
          <FlowCard filter={filter} />
          <AgesCard filter={filter} />
          <CycleTimesCard filter={filter} />
          <PunctualityCard filter={filter} />
          <BouncesCard filter={filter} />
          <SlotUseCard filter={filter} />
        </div>
      </PageBody>
    </>
  );
}

function PeriodWords({ filter }: { filter: InsightFilter }) {
  const { zone } = useViewer();
  const { data } = useQuery(insightQueries.deliveries(filter));
  if (data === undefined) return null;
  const { start, end } = data.period;
  return (
    <>
      {formatDays({ start, end }, zone)}, by {data.period.step}, {zoneAbbreviation(end, zone)}
    </>
  );
}

type Address = { days: (typeof periods)[number]; team: string; service: string; env: string };
type Change = { [Key in keyof Address]?: Address[Key] | null };

function Filters({ filter, onChange }: { filter: Address; onChange: (change: Change) => void }) {
  const { data } = useQuery(api.slots.choices.queryOptions());
  const services = (data?.services ?? []).filter(({ teamId }) => filter.team === "" || teamId === filter.team);
  const named = (all: string, list: readonly { id: string; name: string }[]) => [
    { value: "", label: all },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="flex grow flex-wrap items-center justify-end gap-2 phone:grid phone:w-full phone:grid-cols-2 print:hidden">
      <Select
        aria-label="Period"
        className="md:w-32!"
        value={String(filter.days)}
        onChange={(event) =>
          onChange({ days: periods.find((each) => String(each) === event.currentTarget.value) ?? null })
        }
        options={periods.map((each) => ({ value: String(each), label: periodNames[each] }))}
      />
      <Select
        aria-label="Team"
        className="md:w-36!"
        value={filter.team}
        onChange={(event) => onChange({ team: event.currentTarget.value || null, service: null })}
        options={named("All teams", data?.teams ?? [])}
      />
      <Select
        aria-label="Service"
        className="md:w-36!"
        value={filter.service}
        onChange={(event) => onChange({ service: event.currentTarget.value || null })}
        options={named("All services", services)}
      />
      <Select
        aria-label="Environment"
        className="md:w-40!"
        value={filter.env}
        onChange={(event) => onChange({ env: event.currentTarget.value || null })}
        options={named("All environments", data?.environments ?? [])}
      />
    </div>
  );
}
