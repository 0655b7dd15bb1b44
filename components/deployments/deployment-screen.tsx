"use client";

import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PathLine } from "@/components/ui/path-line";
import { rollbackableStates } from "@/lib/domain/rollback-state";
import { api } from "@/lib/rpc/client";
import { formatInstant, formatRange } from "@/lib/time/format";
import { deploymentStations } from "./deployment-stations";
import { DeploymentStatusChip } from "./deployment-status-chip";
import { FactsCard } from "./facts-card";
import { RollBackDialog } from "./roll-back-dialog";
import { TimelineCard } from "./timeline-card";

/** One deployment: what was called, what answered, where is it now, how do I get back? Follows the truth by itself. */
export function DeploymentScreen({ deploymentId }: { deploymentId: string }) {
  const { zone } = useViewer();
  const [goingBack, setGoingBack] = useState(false);
  const { data: deployment, error } = useQuery(api.deployments.detail.queryOptions({ input: { deploymentId } }));
  if (deployment === undefined) return <AbsentThing what="deployment" error={error} />;
  const { service, release, environment, team, slot, message, status } = deployment;
  const wentWrong = status === "failed" || status === "timed_out";
  const mayGoBack = deployment.may.rollBack && rollbackableStates.some((state) => state === status);
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: "Deployments", href: "/deployments" }, { label: `${service.name} ${release.version}` }]}
        title={`${service.name} ${release.version} to ${environment.name}`}
        chips={<DeploymentStatusChip {...deployment} />}
        subtitle={`${team.name} · ${formatRange(slot.during, zone)}`}
        actions={
          mayGoBack && (
            <Button icon={<Undo2 className="size-4" aria-hidden="true" />} onClick={() => setGoingBack(true)}>
              Roll back…
            </Button>
          )
        }
      />
      {wentWrong && <Notice tone="risk" title={message || "The deployment failed without a word of why."} />}
      {deployment.overran && deployment.close && (
        <Notice tone="waiting" title={`It went on after ${deployment.close.windowName} closed`}>
          Closed {formatInstant(deployment.close.closesAt, zone)}. The window lets deployments finish and tells people.
        </Notice>
      )}
      <PathLine label="Where the deployment is" stations={deploymentStations(deployment, zone)} />
      <div className="grid items-start gap-4.5 xl:grid-cols-[1.4fr_1fr] [&>section]:min-w-0">
        <TimelineCard deployment={deployment} zone={zone} />
        <FactsCard deployment={deployment} zone={zone} />
      </div>
      {goingBack && <RollBackDialog deployment={deployment} zone={zone} onClose={() => setGoingBack(false)} />}
    </PageBody>
  );
}
