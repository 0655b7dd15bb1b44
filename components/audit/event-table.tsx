import type { ReactNode } from "react";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { wordsOfAction } from "./action-words";
import type { AuditEvent } from "./audit-event";
import { detailsOf } from "./event-details";

type EventTableProps = { events: readonly AuditEvent[]; zone: string; empty: ReactNode };

/** The entries, newest first, each as a sentence. */
export function EventTable({ events, zone, empty }: EventTableProps) {
  const columns: Column<AuditEvent>[] = [
    {
      key: "what",
      header: "What",
      primary: true,
      cell: (event) => (
        <>
          <p>
            <span className="font-semibold">{event.actorName}</span>
            {event.actorKind === "token" && <span className="text-ink-2"> (by token)</span>}
            {event.actorKind === "source" && <span className="text-ink-2"> (by event)</span>}{" "}
            {wordsOfAction(event.action)} <Subject event={event} />
          </p>
          <Details event={event} zone={zone} />
        </>
      ),
    },
    {
      key: "when",
      header: "When",
      cell: (event) => (
        <TimeText at={event.at} zone={zone} style="exact" className="text-sm tabular-nums md:whitespace-nowrap" />
      ),
    },
    {
      key: "seq",
      header: "Entry",
      align: "end",
      cell: (event) => (
        <span className="font-mono text-ink-2 text-xs" title={event.hash}>
          {event.seq}
        </span>
      ),
    },
  ];
  return <Table caption="Audit log" columns={columns} rows={events} rowKey={(event) => event.id} empty={empty} />;
}

const pages: Readonly<Record<string, string>> = {
  release: "/releases/",
  deployment: "/deployments/",
  window: "/settings/windows/",
  occurrence: "/settings/windows/openings/",
  calendar: "/settings/calendars/",
  service: "/settings/services/",
  "history import": "/settings/history/",
};

function Subject({ event: { action, actorName, subjectKind, subjectId, subjectName } }: { event: AuditEvent }) {
  // "Ada signed in: Ada" says nothing more than "Ada signed in".
  if (subjectName === actorName) return null;
  const page = pages[subjectKind];
  const isGone = action.endsWith(".removed");
  if (page !== undefined && subjectId && !isGone)
    return <TextLink href={`${page}${subjectId}`}>{subjectName || subjectKind}</TextLink>;
  return <span className="font-medium">{subjectName}</span>;
}

function Details({ event, zone }: { event: AuditEvent; zone: string }) {
  const details = detailsOf(event.data, zone);
  if (details.length === 0) return null;
  return (
    <p className="wrap-anywhere max-w-prose text-ink-2 text-sm">
      {details.map(({ term, text }, index) => (
        <span key={term}>
          {index > 0 && " · "}
          {term}: {text}
        </span>
      ))}
    </p>
  );
}
