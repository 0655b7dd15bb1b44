"use client";

import { useQuery } from "@tanstack/react-query";
import { PageBar } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { type DeploymentState, deploymentStates } from "@/lib/domain/deployment-state";
import { api } from "@/lib/rpc/client";
import type { DeploymentFilters } from "./deployment-filters";
import { deploymentStatusWords } from "./deployment-status-chip";

type DeploymentsBarProps = { filters: DeploymentFilters; onChange: (change: Partial<DeploymentFilters>) => void };
type Named = { id: string; name: string };

const choices = (all: string, known: readonly Named[] = []) => [
  { value: "", label: all },
  ...known.map(({ id, name }) => ({ value: id, label: name })),
];

export function DeploymentsBar({ filters, onChange }: DeploymentsBarProps) {
  const { data } = useQuery(api.deployments.filters.queryOptions());
  return (
    <PageBar title="Deployments">
      <div className="flex grow flex-wrap items-center justify-end gap-2 phone:grid phone:w-full phone:grid-cols-2">
        <Select
          aria-label="Status"
          className="md:w-44!"
          value={filters.status ?? ""}
          onChange={(event) => onChange({ status: (event.currentTarget.value || null) as DeploymentState | null })}
          options={[
            { value: "", label: "Any status" },
            ...deploymentStates.map((value) => ({ value, label: deploymentStatusWords(value) })),
          ]}
        />
        <Select
          aria-label="Environment"
          className="md:w-44!"
          value={filters.environment}
          onChange={(event) => onChange({ environment: event.currentTarget.value })}
          options={choices("All environments", data?.environments)}
        />
        <Select
          aria-label="Service"
          className="md:w-40! phone:col-span-2"
          value={filters.service}
          onChange={(event) => onChange({ service: event.currentTarget.value })}
          options={choices("All services", data?.services)}
        />
      </div>
    </PageBar>
  );
}
