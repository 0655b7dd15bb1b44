"use client";

import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { useNow } from "@/components/ui/use-now";
import type { ExceptionRow } from "@/lib/freezes/input/exceptions";
import { formatRange } from "@/lib/time/format";
import { ExceptionActs } from "./exception-acts";
import { exceptionLook, outcomeInWords } from "./exception-words";

/** Every exception from one freeze, with who took the risk and what became of it. */
export function ExceptionTable({ exceptions }: { exceptions: readonly ExceptionRow[] }) {
  const now = useNow(60);
  return (
    <Table
      bare
      caption="Exceptions from this freeze"
      columns={columnsAt(now)}
      rows={exceptions}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Nobody asked for an exception">
          Whoever books for a release that it stops can ask for one, at the slot or on the page of the release.
        </EmptyState>
      }
    />
  );
}

function columnsAt(now: Date): Column<ExceptionRow>[] {
  return [
    {
      key: "release",
      header: "Release",
      primary: true,
      cell: ({ release, environment }) => (
        <div className="md:min-w-28">
          <TextLink plain href={`/releases/${release.id}`} className="font-semibold">
            {release.serviceName} {release.version}
          </TextLink>
          <span className="block text-ink-2 text-sm">to {environment.name}</span>
        </div>
      ),
    },
    {
      key: "asked",
      header: "Asked",
      cell: ({ requestedBy, reason }) => (
        <>
          {requestedBy}
          <span className="block text-ink-2 text-sm">“{reason}”</span>
        </>
      ),
    },
    {
      key: "box",
      header: "Time box",
      cell: ({ during, environment }) => <div className="md:min-w-36">{formatRange(during, environment.zone)}</div>,
    },
    {
      key: "state",
      header: "State",
      cell: (exception) => {
        const { words, ...look } = exceptionLook(exception, now);
        const { decidedBy, decisionComment, status } = exception;
        return (
          <div className="md:min-w-40">
            <StatusChip {...look}>{words}</StatusChip>
            {decidedBy && (
              <span className="block text-ink-2 text-sm">
                {status === "refused" ? "by" : "granted by"} {decidedBy}
                {decisionComment && `: “${decisionComment}”`}
              </span>
            )}
          </div>
        );
      },
    },
    {
      key: "outcome",
      header: "Outcome",
      cell: (exception) => (
        <div className="md:min-w-28">
          {exception.use ? (
            <TextLink plain href={`/slots/${exception.use.slotId}`}>
              {outcomeInWords(exception, exception.environment.zone, now)}
            </TextLink>
          ) : (
            outcomeInWords(exception, exception.environment.zone, now) || "none yet"
          )}
          {exception.review && (
            <span className="block text-ink-2 text-sm">
              {exception.reviewedBy}: “{exception.review}”
            </span>
          )}
        </div>
      ),
    },
    {
      key: "acts",
      header: "What can be done",
      hideHeader: true,
      align: "end",
      cell: (exception) => (
        <div className="flex gap-2 empty:hidden md:justify-end phone:[&>*]:grow">
          <ExceptionActs exception={exception} />
        </div>
      ),
    },
  ];
}
