"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PageBar } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { api } from "@/lib/rpc/client";
import { type ReleaseFilters, type StatusFilter, statusFilters } from "./release-filters";
import { releaseStatusWords } from "./release-status-chip";

type ReleasesBarProps = {
  filters: ReleaseFilters;
  onChange: (change: Partial<ReleaseFilters>) => void;
  total: number | undefined;
  action: ReactNode;
};

export function ReleasesBar({ filters, onChange, total, action }: ReleasesBarProps) {
  const { data: choices } = useQuery(api.releases.choices.queryOptions());
  const services = (choices?.services ?? []).filter(({ teamId }) => filters.team === "" || teamId === filters.team);
  const subtitle = total === undefined ? undefined : `${total} ${total === 1 ? "release" : "releases"}`;
  return (
    <PageBar title="Releases" subtitle={subtitle}>
      <div className="flex grow flex-wrap items-center justify-end gap-2 phone:grid phone:w-full phone:grid-cols-2">
        <TextInput
          type="search"
          aria-label="Search by service, version or summary"
          placeholder="Search"
          maxLength={100}
          className="md:w-48! phone:col-span-2"
          value={filters.q}
          onChange={(event) => onChange({ q: event.currentTarget.value })}
        />
        <Select
          aria-label="Status"
          className="md:w-44!"
          value={filters.status ?? ""}
          onChange={(event) => onChange({ status: (event.currentTarget.value || null) as StatusFilter | null })}
          options={[
            { value: "", label: "Any status" },
            ...statusFilters.map((value) => ({
              value,
              label: value === "open" ? "on their way" : releaseStatusWords(value),
            })),
          ]}
        />
        <Select
          aria-label="Team"
          className="md:w-40!"
          value={filters.team}
          onChange={(event) => onChange({ team: event.currentTarget.value, service: "" })}
          options={[
            { value: "", label: "All teams" },
            ...(choices?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          aria-label="Service"
          className="md:w-40!"
          value={filters.service}
          onChange={(event) => onChange({ service: event.currentTarget.value })}
          options={[
            { value: "", label: "All services" },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {action}
      </div>
    </PageBar>
  );
}
