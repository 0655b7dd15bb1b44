"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { deploymentFilterParsers, deploymentListOptions } from "./deployment-filters";
import { DeploymentsBar } from "./deployments-bar";
import { DeploymentsTable } from "./deployments-table";

/** Every deployment one may see, newest first. */
export function DeploymentsScreen() {
  const { zone } = useViewer();
  const [filters, setFilters] = useQueryStates(deploymentFilterParsers);
  const isFiltered = filters.status !== null || filters.service !== "" || filters.environment !== "";
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.deployments.list.infiniteOptions({
      ...deploymentListOptions(filters),
      placeholderData: (before) => before,
    }),
  );
  const deployments = data?.pages.flatMap((page) => page.deployments);
  return (
    <>
      <DeploymentsBar filters={filters} onChange={setFilters} />
      <div className="grid gap-4 p-4 md:p-5">
        {error && (
          <Notice tone="risk" role="alert">
            {refusalOfError(error).message}
          </Notice>
        )}
        {deployments === undefined && !error && <Skeleton className="h-11" lines={6} />}
        {deployments?.length === 0 && (
          <EmptyState
            icon={<Rocket />}
            title={isFiltered ? "No deployment fits the filters" : "Nothing has been deployed yet"}
            action={
              isFiltered ? (
                <Button onClick={() => setFilters(null)}>Show all deployments</Button>
              ) : (
                <ButtonLink href="/schedule">To the schedule</ButtonLink>
              )
            }
          >
            {!isFiltered && "A deployment begins when a booked slot opens: its target is called at that second."}
          </EmptyState>
        )}
        {deployments !== undefined && deployments.length > 0 && (
          <DeploymentsTable deployments={deployments} zone={zone} />
        )}
        {hasNextPage && (
          <div className="justify-self-center">
            <Button pending={isFetchingNextPage} onClick={() => fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
