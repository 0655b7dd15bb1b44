"use client";

import { useQuery } from "@tanstack/react-query";
import { Signature } from "lucide-react";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { DoneVerdict } from "@/lib/approvals/input/inbox-output";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatRange } from "@/lib/time/format";

/** What one has signed and declined, newest first. */
export function DoneList({ zone }: { zone: string }) {
  const { data, error } = useQuery(api.approvals.done.queryOptions());
  if (error) {
    return (
      <Notice tone="risk" role="alert">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton className="h-11" lines={5} />;
  return (
    <Table
      caption="Your verdicts"
      columns={columnsIn(zone)}
      rows={data.verdicts}
      rowKey={(verdict) => verdict.id}
      empty={
        <EmptyState icon={<Signature />} title="You have not signed anything yet">
          What you approve or decline is listed here.
        </EmptyState>
      }
    />
  );
}

function columnsIn(zone: string): Column<DoneVerdict>[] {
  return [
    {
      key: "releases",
      header: "Release",
      primary: true,
      cell: ({ releases }) => (
        <span className="flex flex-wrap gap-x-2">
          {releases.map(({ id, name }) => (
            <TextLink plain key={id} href={`/releases/${id}`} className="font-semibold">
              {name}
            </TextLink>
          ))}
        </span>
      ),
    },
    {
      key: "verdict",
      header: "Verdict",
      cell: ({ verdict, comment }) => (
        <span className="grid gap-0.5">
          <span>
            <StatusChip
              tone={verdict === "approve" ? "clear" : "risk"}
              mark={verdict === "approve" ? "check" : "cross"}
            >
              {verdict === "approve" ? "approved" : "declined"}
            </StatusChip>
          </span>
          {comment && <span className="text-ink-2 text-sm">“{comment}”</span>}
        </span>
      ),
    },
    {
      key: "slot",
      header: "Slot",
      cell: ({ during, zone: slotZone, environmentName, slotStatus }) => (
        <span>
          {formatRange(during, slotZone)}{" "}
          <span className="text-ink-2">
            · {environmentName} · {slotStatus}
          </span>
        </span>
      ),
    },
    { key: "at", header: "Given", align: "end", cell: ({ at }) => <TimeText at={at} zone={zone} /> },
  ];
}
