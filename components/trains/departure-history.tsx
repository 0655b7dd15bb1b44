import { wordsOfAction } from "@/components/audit/action-words";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TimeText } from "@/components/ui/time-text";
import type { DepartureDetail } from "./train-data";

/** What happened to a departure, newest first. Everything here stands in the audit log's chain. */
export function DepartureHistory({ detail: { history, departure } }: { detail: DepartureDetail }) {
  return (
    <Card title="History" aside="every entry is signed into the chain">
      {history.length === 0 && <EmptyState title="Nothing has happened yet" />}
      <ol aria-label="History" className="divide-y divide-line">
        {history.map((event) => (
          <li key={`${event.at.toISOString()} ${event.action}`} className="grid gap-0.5 py-2 first:pt-0">
            <span>
              {event.by} {wordsOfAction(event.action)} this departure
            </span>
            <span className="text-ink-2 text-sm">
              <TimeText at={event.at} zone={departure.train.zone} />
              {reasonOf(event.data)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function reasonOf(data: Readonly<Record<string, unknown>>): string {
  const said = data.reason ?? data.note;
  return typeof said === "string" && said !== "" ? ` · ${said}` : "";
}
