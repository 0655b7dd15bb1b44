"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useMay, useViewer } from "@/components/shell/viewer-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { ChosenBar } from "./chosen-bar";
import { QueueBar } from "./queue-bar";
import { QueueBoard } from "./queue-board";
import { QueueFigures } from "./queue-figures";
import { useQueueActs } from "./use-queue-acts";
import { useQueueKeys } from "./use-queue-keys";
import { VerdictDialogs } from "./verdict-dialogs";

const nothing = [] as const;

/** QA's queue: what do I test next, and why that one? */
export function QueueScreen() {
  const { zone } = useViewer();
  const [{ team, service }, setFilters] = useQueryStates({
    team: parseAsString.withDefault(""),
    service: parseAsString.withDefault(""),
  });
  const input = { teamId: team || undefined, serviceId: service || undefined };
  const { data: queue, error } = useQuery(
    api.handoffs.queue.queryOptions({ input, placeholderData: (before) => before }),
  );
  const acts = useQueueActs();
  const cards = queue?.cards ?? nothing;
  const { selectedId, select } = useQueueKeys(cards, acts);
  const mayJudge = useMay("handoff.judge");
  const isFiltered = team !== "" || service !== "";
  return (
    <>
      <QueueBar
        queue={queue}
        team={team}
        service={service}
        onTeam={(teamId) => setFilters({ team: teamId || null, service: null })}
        onService={(serviceId) => setFilters({ service: serviceId || null })}
        mayJudge={mayJudge}
      />
      {error && (
        <div className="p-5">
          <Notice tone="risk" role="alert">
            {refusalOfError(error).message}
          </Notice>
        </div>
      )}
      {queue === undefined && !error && <QueueSkeleton />}
      {queue !== undefined && (
        <>
          <QueueFigures queue={queue} />
          {cards.length === 0 ? (
            <div className="px-4 pb-6 md:px-5">
              <EmptyState icon={<ListChecks />} title={isFiltered ? "Nothing fits the filters" : "The queue is empty"}>
                {isFiltered ? (
                  <TextLink href="/queue">Show all builds</TextLink>
                ) : (
                  <>
                    A build appears here when it is handed over: on the page of a{" "}
                    <TextLink href="/releases">release</TextLink>, or by a pipeline.
                  </>
                )}
              </EmptyState>
            </div>
          ) : (
            <QueueBoard
              cards={cards}
              groups={queue.groups}
              acts={acts}
              selectedId={selectedId}
              onSelect={select}
              zone={zone}
            />
          )}
        </>
      )}
      <ChosenBar cards={cards} acts={acts} />
      <VerdictDialogs acts={acts} testers={queue?.testers ?? nothing} zone={zone} />
    </>
  );
}

function QueueSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-3 p-5">
      <span className="sr-only">Loading the queue</span>
      <Skeleton className="h-18" />
      <div className="grid gap-3 md:grid-cols-4">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
