"use client";

import type { ReactNode } from "react";
import { Chip, StatusChip } from "@/components/ui/chip";
import { PageHeader } from "@/components/ui/page-header";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { formatRange } from "@/lib/time/format";
import { ReleaseStatusChip } from "./release-status-chip";

/** What it is, where it stands, when it leaves. */
export function ReleaseHead({ release, actions }: { release: ReleaseDetail; actions: ReactNode }) {
  const { service, team, version, status, kind, databaseChange, downtimeMinutes, rounds } = release;
  return (
    <PageHeader
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: team.name, href: `/releases?team=${team.id}` },
        { label: service.name, href: `/releases?service=${service.id}` },
      ]}
      title={`${service.name} ${version}`}
      chips={
        <>
          <ReleaseStatusChip status={status} round={rounds[0]?.handoff?.round} />
          {kind === "hotfix" && <StatusChip tone="risk">hotfix</StatusChip>}
          {databaseChange === "breaking" && <StatusChip tone="risk">breaking database change</StatusChip>}
          {downtimeMinutes > 0 && <Chip tone="waiting">{downtimeMinutes} min downtime</Chip>}
        </>
      }
      subtitle={subtitleOf(release)}
      actions={actions}
    />
  );
}

function subtitleOf({ summary, rounds, next, slots, environments }: ReleaseDetail): string {
  const changes = rounds.reduce((sum, round) => sum + round.changes.length, 0);
  const slot = slots.find((each) => each.id === next?.slotId);
  const environment = environments.find((each) => each.id === slot?.environmentId);
  const booked =
    slot === undefined || environment === undefined
      ? undefined
      : [
          `booked ${formatRange(slot.during, environment.zone)}`,
          environment.name,
          ...(slot.windowName === null ? [] : [slot.windowName, `lane ${slot.lane}`]),
        ].join(", ");
  const counted = changes === 0 ? undefined : `${changes} ${changes === 1 ? "change" : "changes"}`;
  return [counted, summary || undefined, booked].filter((part) => part !== undefined).join(" · ");
}
