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
import { ApplyFile } from "./apply-file";
import { StandingPlan } from "./standing-plan";

const tabs = ["standing", "file"] as const;

/** The plan as one file: as it stands, and what another file would make of it. */
export function PlanScreen() {
  const mayApply = useMay("plan.apply");
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("standing"));
  const { data, error } = useQuery(api.plans.export.queryOptions());
  return (
    <PageBody>
      <PageHeader
        title="Plan as code"
        subtitle="Environments, teams, services, targets, policies, windows and freezes as one file, to keep and to change in version control."
      />
      {error && (
        <Notice tone="risk" role="alert" title="The plan cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={12} className="h-5!" />
        </Card>
      )}
      {data && !mayApply && <StandingPlan {...data} />}
      {data && mayApply && (
        <Tabs
          label="Plan"
          value={tab}
          onChange={(value) => void setTab(tabs.find((known) => known === value) ?? null)}
          tabs={[
            { value: "standing", label: "As it stands", content: <StandingPlan {...data} /> },
            { value: "file", label: "Apply a file", content: <ApplyFile standing={data.text} /> },
          ]}
        />
      )}
    </PageBody>
  );
}
