"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { type Column, Table } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { TimeText } from "@/components/ui/time-text";
import { useDebounced } from "@/components/ui/use-debounced";
import { eventOutcomes } from "@/lib/domain/inbound/source-words";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { EventPanel } from "./event-panel";
import type { EventRow, SourceRow } from "./inbound-data";
import { outcomeWords } from "./inbound-words";

const states = {
  source: parseAsString.withDefault(""),
  outcome: parseAsStringLiteral(["", ...eventOutcomes]).withDefault(""),
  q: parseAsString.withDefault(""),
  event: parseAsString,
};

/** Every event that was signed rightly, with what came of it and why. */
export function EventLog({ sources }: { sources: readonly SourceRow[] }) {
  const { zone } = useViewer();
  const [{ source, outcome, q, event }, set] = useQueryStates(states, { clearOnDefault: true });
  const search = useDebounced(q);
  const log = useInfiniteQuery(
    api.inbound.events.infiniteOptions({
      input: (cursor: string | undefined) => ({
        cursor,
        limit: 50,
        sourceId: sources.some(({ id }) => id === source) ? source : undefined,
        outcome: outcome || undefined,
        search: search || undefined,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const events = log.data?.pages.flatMap((page) => page.events);
  const isFiltered = source !== "" || outcome !== "" || q !== "";
  const columns: Column<EventRow>[] = [
    {
      key: "event",
      header: "Event",
      primary: true,
      cell: (row) => (
        <>
          <Button size="sm" variant="quiet" className="-ml-2" onClick={() => void set({ event: row.id })}>
            <code>{row.eventType}</code>
          </Button>
          <span className="block text-ink-2 text-sm">{row.summary}</span>
        </>
      ),
    },
    { key: "at", header: "Received", cell: ({ receivedAt }) => <TimeText at={receivedAt} zone={zone} style="short" /> },
    {
      key: "from",
      header: "From",
      cell: ({ source: { name }, place }) => (
        <>
          {name}
          {place && <code className="block break-all text-ink-2 text-xs">{place}</code>}
        </>
      ),
    },
    {
      key: "outcome",
      header: "Outcome",
      cell: ({ outcome: came, reason, effects, repeats }) => (
        <span className="grid gap-0.5">
          <span className="flex flex-wrap items-center gap-1.5">
            <StatusChip tone={outcomeWords[came].tone}>{outcomeWords[came].label}</StatusChip>
            {repeats > 0 && <span className="text-ink-2 text-xs">came {repeats + 1} times</span>}
          </span>
          <span className="max-w-prose text-sm">{effects.map(({ name }) => name).join(" · ") || reason}</span>
        </span>
      ),
    },
  ];
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Source" hideLabel>
          <Select
            value={source}
            onChange={(change) => void set({ source: change.currentTarget.value })}
            options={[
              { value: "", label: "Every source" },
              ...sources.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field label="Outcome" hideLabel>
          <Select
            value={outcome}
            onChange={(change) =>
              void set({ outcome: eventOutcomes.find((each) => each === change.currentTarget.value) ?? "" })
            }
            options={[
              { value: "", label: "Every outcome" },
              ...eventOutcomes.map((value) => ({ value, label: outcomeWords[value].label })),
            ]}
          />
        </Field>
        <Field label="Search events" hideLabel>
          <TextInput
            type="search"
            placeholder="Event, place, commit…"
            value={q}
            onChange={(change) => void set({ q: change.currentTarget.value })}
          />
        </Field>
      </div>
      {log.error && (
        <Notice tone="risk" role="alert" title="Events cannot be shown">
          {refusalOfError(log.error).message}
        </Notice>
      )}
      {!events && !log.error && (
        <Card>
          <Skeleton lines={6} className="h-8!" />
        </Card>
      )}
      {events && (
        <Table
          caption="Events"
          columns={columns}
          rows={events}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon={<Inbox />} title={isFiltered ? "Nothing fits" : "No event has come yet"}>
              {isFiltered
                ? "Show more sources or outcomes, or search for something else."
                : "Give a source’s address and secret to GitHub, GitLab or your pipeline: GitHub sends a ping at once."}
            </EmptyState>
          }
        />
      )}
      {log.hasNextPage && (
        <div className="flex justify-center">
          <Button pending={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
      {event && <EventPanel eventId={event} zone={zone} onClose={() => void set({ event: null })} />}
    </div>
  );
}
