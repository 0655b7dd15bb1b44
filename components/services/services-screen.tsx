"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMay } from "@/components/shell/viewer-context";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { EnvironmentsPanel } from "./environments-panel";
import { ServicesPanel } from "./services-panel";
import { TeamsPanel } from "./teams-panel";

const tabs = ["services", "environments", "teams"] as const;

/** What is deployed, where to, and whose it is. */
export function ServicesScreen() {
  const mayManage = useMay("service.manage");
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("services"));
  const services = useQuery(api.services.list.queryOptions({ input: { archived: true } }));
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const error = services.error ?? environments.error ?? teams.error;
  const isReady = services.data && environments.data && teams.data;
  return (
    <PageBody>
      <PageHeader title="Services" subtitle="What is deployed, where to, and whose it is." />
      {error && (
        <Notice tone="risk" role="alert" title="Services cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!isReady && !error && (
        <Card>
          <Skeleton lines={6} className="h-10!" />
        </Card>
      )}
      {isReady && (
        <Tabs
          label="Services, environments and teams"
          value={tab}
          onChange={(value) => void setTab(tabs.find((known) => known === value) ?? null)}
          tabs={[
            {
              value: "services",
              label: "Services",
              count: services.data.services.filter((service) => service.archivedAt === null).length,
              content: (
                <ServicesPanel services={services.data.services} teams={teams.data.teams} mayManage={mayManage} />
              ),
            },
            {
              value: "environments",
              label: "Environments",
              count: environments.data.environments.length,
              content: <EnvironmentsPanel environments={environments.data.environments} mayManage={mayManage} />,
            },
            {
              value: "teams",
              label: "Teams",
              count: teams.data.teams.length,
              content: <TeamsPanel teams={teams.data.teams} services={services.data.services} mayManage={mayManage} />,
            },
          ]}
        />
      )}
    </PageBody>
  );
}
