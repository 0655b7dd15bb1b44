"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DeployNowDialog } from "@/components/licences/deploy-now-dialog";
import { LicenceCard } from "@/components/licences/licence-card";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useMay, useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Chip, StatusChip } from "@/components/ui/chip";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { api } from "@/lib/rpc/client";
import { ArchiveService } from "./archive-service";
import { CadenceCard } from "./cadence-card";
import { cadenceWords } from "./cadence-words";
import { ServiceDialog } from "./service-dialog";
import { TargetCard } from "./target-card";
import { TeamName } from "./team-name";

const crumbs = [{ label: "Services", href: "/settings/services" }];

/** One service: whose it is, and how it is deployed at each stop of the path. */
export function ServiceDetail({ serviceId }: { serviceId: string }) {
  const mayManage = useMay("service.manage");
  const { zone } = useViewer();
  const [editing, setEditing] = useState(false);
  const [deploying, setDeploying] = useState(false);
  const service = useQuery(api.services.get.queryOptions({ input: { serviceId } }));
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const licence = useQuery(api.licences.get.queryOptions({ input: { serviceId } }));
  const error = service.error ?? environments.error ?? teams.error ?? licence.error;
  if (!service.data || !environments.data || !teams.data || !licence.data)
    return <AbsentThing what="service" crumbs={crumbs} error={error} />;
  const { name, description, team, cadence, archivedAt, targets, dependsOn } = service.data;
  const isContinuous = cadence === "continuous";
  const mayDeploy = isContinuous && archivedAt === null && licence.data.may.deploy && targets.length > 0;
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
        subtitle={[description, basesInWords(dependsOn)].filter(Boolean).join(" ")}
        actions={
          <>
            {mayManage && (
              <>
                <ArchiveService service={service.data} />
                <Button onClick={() => setEditing(true)}>Change</Button>
              </>
            )}
            {mayDeploy && (
              <Button variant={licence.data.licensed ? "primary" : "default"} onClick={() => setDeploying(true)}>
                Deploy now…
              </Button>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-2 [&>section]:min-w-0">
        {isContinuous && <LicenceCard licence={licence.data} zone={zone} />}
        <CadenceCard licence={licence.data} />
        {!isContinuous && licence.data.history.length > 0 && <LicenceCard licence={licence.data} zone={zone} />}
      </div>
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
      {deploying && <DeployNowDialog serviceId={serviceId} onClose={() => setDeploying(false)} />}
      {editing && <ServiceDialog open onOpenChange={setEditing} teams={teams.data.teams} service={service.data} />}
    </PageBody>
  );
}

/** "Depends on ledger and cart." */
function basesInWords(bases: readonly { name: string }[]): string {
  if (bases.length === 0) return "";
  const names = bases.map(({ name }) => name);
  const last = names.pop();
  return `Depends on ${names.length === 0 ? last : `${names.join(", ")} and ${last}`}.`;
}
