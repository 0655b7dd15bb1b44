"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip, StatusChip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { ArchiveService } from "./archive-service";
import { cadenceWords } from "./cadence-words";
import { ServiceDialog } from "./service-dialog";
import { TargetCard } from "./target-card";
import { TeamName } from "./team-name";

const crumbs = [{ label: "Services", href: "/settings/services" }];

/** One service: whose it is, and how it is deployed at each stop of the path. */
export function ServiceDetail({ serviceId }: { serviceId: string }) {
  const mayManage = useMay("service.manage");
  const [editing, setEditing] = useState(false);
  const service = useQuery(api.services.get.queryOptions({ input: { serviceId } }));
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const error = service.error ?? environments.error ?? teams.error;
  if (error || !service.data || !environments.data || !teams.data)
    return (
      <PageBody>
        <PageHeader title="Service" crumbs={crumbs} />
        {error ? (
          <Notice tone="risk" role="alert" title="This service cannot be shown">
            {refusalOfError(error).message}
          </Notice>
        ) : (
          <Card>
            <Skeleton lines={6} className="h-10!" />
          </Card>
        )}
      </PageBody>
    );
  const { name, description, team, cadence, archivedAt, targets } = service.data;
  return (
    <PageBody>
      <PageHeader
        title={name}
        crumbs={crumbs}
        chips={
          <>
            <Chip>
              <TeamName team={team} />
            </Chip>
            <Chip>{cadenceWords[cadence].name}</Chip>
            {archivedAt && (
              <StatusChip tone="neutral" mark="square">
                archived
              </StatusChip>
            )}
          </>
        }
        subtitle={description}
        actions={
          mayManage && (
            <>
              <Button onClick={() => setEditing(true)}>Change</Button>
              <ArchiveService service={service.data} />
            </>
          )
        }
      />
      <h2 className="font-semibold text-lg">How it is deployed</h2>
      {environments.data.environments.map((environment) => (
        <TargetCard
          key={environment.id}
          environment={environment}
          service={service.data}
          target={targets.find((target) => target.environmentId === environment.id)}
          mayManage={mayManage && archivedAt === null}
        />
      ))}
      {editing && <ServiceDialog open onOpenChange={setEditing} teams={teams.data.teams} service={service.data} />}
    </PageBody>
  );
}
