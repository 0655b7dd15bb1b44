"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Server } from "lucide-react";
import { useState } from "react";
import { LicenceChip } from "@/components/licences/licence-chip";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip, StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { cadenceWords } from "./cadence-words";
import { ServiceDialog } from "./service-dialog";
import type { ServiceRow, TeamRow } from "./service-row";
import { TeamName } from "./team-name";

type ServicesPanelProps = { services: readonly ServiceRow[]; teams: readonly TeamRow[]; mayManage: boolean };

const columns: Column<ServiceRow>[] = [
  {
    key: "name",
    header: "Service",
    primary: true,
    cell: ({ id, name, description, archivedAt }) => (
      <>
        <span className="flex flex-wrap items-center gap-2">
          <TextLink plain href={`/settings/services/${id}`} className="font-semibold">
            {name}
          </TextLink>
          {archivedAt && (
            <StatusChip tone="neutral" mark="square">
              archived
            </StatusChip>
          )}
        </span>
        {description && <span className="line-clamp-2 block max-w-prose text-ink-2 text-sm">{description}</span>}
      </>
    ),
  },
  { key: "team", header: "Team", cell: ({ team }) => <TeamName team={team} /> },
  { key: "cadence", header: "Cadence", cell: (service) => <CadenceCell service={service} /> },
  { key: "targets", header: "Targets", cell: ({ targets }) => <TargetChips targets={targets} /> },
];

/** How it ships, and of a continuous one whether it may right now. */
function CadenceCell({ service: { id, cadence } }: { service: ServiceRow }) {
  const { data } = useQuery(api.licences.list.queryOptions());
  const licence = data?.licences.find(({ serviceId }) => serviceId === id);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {cadenceWords[cadence].name}
      {licence && <LicenceChip licence={licence} />}
    </span>
  );
}

function TargetChips({ targets }: { targets: ServiceRow["targets"] }) {
  if (targets.length === 0) return <StatusChip tone="waiting">none yet</StatusChip>;
  return (
    <span className="flex flex-wrap gap-1">
      {targets.map(({ id, environmentName, enabled }) =>
        enabled ? (
          <Chip key={id}>{environmentName}</Chip>
        ) : (
          <Chip key={id} tone="waiting" mark="square">
            {environmentName}: off
          </Chip>
        ),
      )}
    </span>
  );
}

export function ServicesPanel({ services, teams, mayManage }: ServicesPanelProps) {
  const [adding, setAdding] = useState(false);
  const [archived, setArchived] = useState(false);
  const shown = services.filter((service) => archived || service.archivedAt === null);
  const hasArchived = services.some((service) => service.archivedAt !== null);
  const add = mayManage && (
    <Button variant="primary" icon={<Plus className="size-4" aria-hidden="true" />} onClick={() => setAdding(true)}>
      New service
    </Button>
  );
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3 empty:hidden">
        {hasArchived && (
          <Checkbox
            label="Also archived ones"
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
        )}
        {services.length > 0 && <div className="ml-auto">{add}</div>}
      </div>
      <Table
        caption="Services"
        columns={columns}
        rows={shown}
        rowKey={(service) => service.id}
        empty={
          <EmptyState
            icon={<Server />}
            title="No services yet"
            action={
              teams.length > 0
                ? add
                : mayManage && <ButtonLink href="/settings/services?tab=teams">Set up teams</ButtonLink>
            }
          >
            A service is what a team deploys: a backend, an app, a website.
            {teams.length === 0 && " Say first which teams there are."}
          </EmptyState>
        }
      />
      <ServiceDialog open={adding} onOpenChange={setAdding} teams={teams} />
    </div>
  );
}
