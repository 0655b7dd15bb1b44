"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageOpen } from "lucide-react";
import { useState } from "react";
import { useMay, useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { CreateReleaseDialog } from "./create-release-dialog";
import { releaseListOptions } from "./list-options";
import { ReleasesBar } from "./releases-bar";
import { ReleasesTable } from "./releases-table";
import { useReleaseFilters } from "./use-release-filters";

/** Every release one may see, last changed first. */
export function ReleasesScreen() {
  const { zone } = useViewer();
  const mayWrite = useMay("release.write");
  const [creating, setCreating] = useState(false);
  const { filters, input, set, clear, isFiltered } = useReleaseFilters();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.releases.list.infiniteOptions({ ...releaseListOptions(input), placeholderData: (before) => before }),
  );
  const releases = data?.pages.flatMap((page) => page.releases);
  const newRelease = mayWrite ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      New release
    </Button>
  ) : undefined;
  return (
    <>
      <ReleasesBar filters={filters} onChange={set} total={data?.pages[0]?.total} action={newRelease} />
      <div className="grid gap-4 p-4 md:p-5">
        {error && (
          <Notice tone="risk" role="alert">
            {refusalOfError(error).message}
          </Notice>
        )}
        {releases === undefined && !error && <Skeleton className="h-11" lines={6} />}
        {releases?.length === 0 && (
          <EmptyState
            icon={<PackageOpen />}
            title={isFiltered ? "No release fits the filters" : "No release yet"}
            action={isFiltered ? <Button onClick={clear}>Show all releases</Button> : newRelease}
          >
            {!isFiltered && "A release begins here, or with the first build that a pipeline hands over."}
          </EmptyState>
        )}
        {releases !== undefined && releases.length > 0 && <ReleasesTable releases={releases} zone={zone} />}
        {hasNextPage && (
          <div className="justify-self-center">
            <Button pending={isFetchingNextPage} onClick={() => fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </div>
      {creating && <CreateReleaseDialog onClose={() => setCreating(false)} zone={zone} />}
    </>
  );
}
