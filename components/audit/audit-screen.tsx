"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useDebounced } from "@/components/ui/use-debounced";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { startOfLocalDate } from "@/lib/time/calendar";
import { AuditFilters } from "./audit-filters";
import { ChainStatus } from "./chain-status";
import { EventTable } from "./event-table";

const noFilters = { actor: "", action: "", since: "" };
const filterStates = {
  actor: parseAsString.withDefault(""),
  action: parseAsString.withDefault(""),
  since: parseAsString.withDefault(""),
};

/** Who did what and when, and the proof that nobody has rewritten it. */
export function AuditScreen() {
  const { zone } = useViewer();
  const [filters, setFilters] = useQueryStates(filterStates, { clearOnDefault: true });
  const asked = useDebounced(filters);
  const since = startOfLocalDate(asked.since, zone)?.toISOString();
  const words = useQuery(api.audit.words.queryOptions({ input: {} }));
  const log = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        cursor,
        limit: 50,
        actor: asked.actor || undefined,
        action: asked.action || undefined,
        since,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const events = log.data?.pages.flatMap((page) => page.events);
  const isFiltered = filters.actor !== "" || filters.action !== "" || filters.since !== "";
  return (
    <PageBody>
      <PageHeader
        title="Audit"
        subtitle="Who did what, and when. Written with each change, never changed after it."
        chips={<ChainStatus />}
      />
      <AuditFilters
        filters={filters}
        onChange={(change) => void setFilters(change)}
        actions={words.data?.actions ?? []}
        zone={zone}
      />
      {log.error && (
        <Notice tone="risk" role="alert" title="The log cannot be shown">
          {refusalOfError(log.error).message}
        </Notice>
      )}
      {!events && !log.error && (
        <Card>
          <Skeleton lines={8} className="h-8!" />
        </Card>
      )}
      {events && (
        <EventTable
          events={events}
          zone={zone}
          empty={
            <EmptyState
              icon={<ScrollText />}
              title={isFiltered ? "Nothing fits" : "Nothing has happened yet"}
              action={isFiltered && <Button onClick={() => void setFilters(noFilters)}>Show everything</Button>}
            >
              {isFiltered ? "No entry fits all the filters." : "The first change will stand here."}
            </EmptyState>
          }
        />
      )}
      {log.hasNextPage && (
        <Button
          onClick={() => void log.fetchNextPage()}
          pending={log.isFetchingNextPage}
          className="justify-self-center"
        >
          Show older entries
        </Button>
      )}
    </PageBody>
  );
}
