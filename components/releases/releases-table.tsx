"use client";

import { StatusChip } from "@/components/ui/chip";
import { hueColour } from "@/components/ui/hue-colour";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ReleaseRow } from "@/lib/releases/input/list-output";
import { formatInstant } from "@/lib/time/format";
import { ReleaseStatusChip } from "./release-status-chip";

/** Releases as rows; on a phone as cards. */
export function ReleasesTable({ releases, zone }: { releases: readonly ReleaseRow[]; zone: string }) {
  const columns: Column<ReleaseRow>[] = [
    {
      key: "name",
      header: "Release",
      primary: true,
      cell: (release) => (
        <span className="grid gap-0.5 border-l-4 pl-2.5" style={{ borderColor: hueColour(release.team.hue) }}>
          <TextLink plain href={`/releases/${release.id}`} className="font-semibold">
            {release.service.name} {release.version}
          </TextLink>
          <span className="text-ink-2 text-xs">
            {release.team.name}
            {release.summary && ` · ${release.summary}`}
          </span>
        </span>
      ),
    },
    {
      key: "status",
      header: "Status",
      cell: ({ status, build }) => <ReleaseStatusChip status={status} round={build?.round} />,
    },
    {
      key: "build",
      header: "Build",
      cell: ({ build }) => (build === null ? <span className="text-ink-2">none</span> : `rc ${build.number}`),
    },
    {
      key: "risk",
      header: "Remarks",
      cell: ({ kind, databaseChange }) => (
        <span className="flex flex-wrap gap-1.5">
          {kind === "hotfix" && <StatusChip tone="risk">hotfix</StatusChip>}
          {databaseChange === "breaking" && <StatusChip tone="risk">breaking DB change</StatusChip>}
          {kind !== "hotfix" && databaseChange !== "breaking" && <span className="text-ink-2">{kind}</span>}
        </span>
      ),
    },
    {
      key: "slot",
      header: "Next slot",
      cell: ({ slot }) =>
        slot === null ? (
          <span className="text-ink-2">none</span>
        ) : (
          <span>
            {formatInstant(slot.during.start, slot.zone)} <span className="text-ink-2">· {slot.environmentName}</span>
          </span>
        ),
    },
    {
      key: "since",
      header: "Changed",
      align: "end",
      cell: ({ statusSince }) => <RelativeTime at={statusSince} zone={zone} className="whitespace-nowrap text-ink-2" />,
    },
  ];
  return <Table caption="Releases" columns={columns} rows={releases} rowKey={(release) => release.id} />;
}
