"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { EventLog } from "./event-log";
import { SourcesPanel } from "./sources-panel";

const tabs = ["sources", "events"] as const;

/** Where code hosts and pipelines send what they do, and what came of it. */
export function InboundScreen() {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("sources"));
  const { data, error } = useQuery(api.inbound.sources.queryOptions({ input: {} }));
  return (
    <PageBody>
      <PageHeader
        title="Inbound"
        subtitle="Builds, checks and deployments as GitHub, GitLab and CDEvents tell them, signed. They announce and report; they never judge or approve."
      />
      {error && (
        <Notice tone="risk" role="alert" title="Sources cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={4} className="h-10!" />
        </Card>
      )}
      {data && (
        <Tabs
          label="Inbound"
          value={tab}
          onChange={(value) => void setTab(tabs.find((known) => known === value) ?? null)}
          tabs={[
            {
              value: "sources",
              label: "Sources",
              count: data.sources.filter(({ archivedAt }) => archivedAt === null).length,
              content: <SourcesPanel sources={data.sources} />,
            },
            { value: "events", label: "Events", content: <EventLog sources={data.sources} /> },
          ]}
        />
      )}
    </PageBody>
  );
}
