"use client";

import { useQuery } from "@tanstack/react-query";
import { FileCheck } from "lucide-react";
import { useState } from "react";
import { StandingSection } from "@/components/approvals/standing-section";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { EnvironmentPolicy } from "@/lib/approvals/input/policy-output";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { PolicyCard } from "./policy-card";
import { PolicyDialog } from "./policy-dialog";
import { SoakSection } from "./soak-section";

/** What signatures each environment asks for. */
export function PoliciesScreen() {
  const { data, error } = useQuery(api.approvals.policies.queryOptions());
  const [changing, setChanging] = useState<EnvironmentPolicy>();
  return (
    <PageBody>
      <PageHeader
        title="Approval policies"
        subtitle="Who must sign before a slot opens. A change is a new version, and what was signed under the old one must be signed again, unless it only asks for fewer signatures."
      />
      {error && (
        <Notice tone="risk" role="alert">
          {refusalOfError(error).message}
        </Notice>
      )}
      {data === undefined && !error && <Skeleton className="h-28" lines={3} />}
      {data?.policies.length === 0 && (
        <EmptyState icon={<FileCheck />} title="There is no environment yet">
          Policies belong to environments. Set up the path under <TextLink href="/settings/services">Services</TextLink>
          .
        </EmptyState>
      )}
      <div className="grid gap-4 xl:grid-cols-2">
        {data?.policies.map((policy) => (
          <PolicyCard
            key={policy.environment.id}
            policy={policy}
            zone={data.zone}
            onChange={data.mayManage ? () => setChanging(policy) : undefined}
          />
        ))}
      </div>
      {data !== undefined && data.policies.length > 0 && <StandingSection />}
      {data !== undefined && data.policies.length > 0 && <SoakSection />}
      {changing !== undefined && (
        <PolicyDialog policy={changing} zone={data?.zone ?? "UTC"} onClose={() => setChanging(undefined)} />
      )}
    </PageBody>
  );
}
