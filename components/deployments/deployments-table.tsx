"use client";

import { hueColour } from "@/components/ui/hue-colour";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { formatDuration, formatRange } from "@/lib/time/format";
import type { DeploymentRow } from "./deployment-data";
import { DeploymentStatusChip } from "./deployment-status-chip";

/** Deployments as rows; on a phone as cards. */
export function DeploymentsTable({ deployments, zone }: { deployments: readonly DeploymentRow[]; zone: string }) {
  const columns: Column<DeploymentRow>[] = [
    {
      key: "name",
      header: "Deployment",
      primary: true,
      cell: ({ id, service, release, environment, team }) => (
        <span className="grid gap-0.5 border-l-4 pl-2.5" style={{ borderColor: hueColour(team.hue) }}>
          <TextLink plain href={`/deployments/${id}`} className="font-semibold">
            {service.name} {release.version} to {environment.name}
          </TextLink>
          <span className="text-ink-2 text-xs">
            {team.name}
            {release.kind === "hotfix" && " · hotfix"}
          </span>
        </span>
      ),
    },
    { key: "status", header: "Status", cell: (deployment) => <DeploymentStatusChip {...deployment} /> },
    { key: "slot", header: "Slot", cell: ({ slot }) => formatRange(slot.during, zone) },
    {
      key: "lateness",
      header: "First call",
      cell: ({ latenessMillis }) =>
        latenessMillis === null ? (
          <span className="text-ink-2">not yet</span>
        ) : (
          `${formatDuration(Math.max(0, latenessMillis))} after the start`
        ),
    },
    {
      key: "message",
      header: "Said last",
      wideOnly: true,
      cell: ({ message }) => <span className="line-clamp-2 max-w-md text-ink-2 text-sm">{message}</span>,
    },
    {
      key: "when",
      header: "Ended",
      align: "end",
      cell: ({ finishedAt }) =>
        finishedAt ? (
          <RelativeTime at={finishedAt} zone={zone} className="whitespace-nowrap text-ink-2" />
        ) : (
          <span className="text-ink-2">under way</span>
        ),
    },
  ];
  return <Table caption="Deployments" columns={columns} rows={deployments} rowKey={({ id }) => id} />;
}
