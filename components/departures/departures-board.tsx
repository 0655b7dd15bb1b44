"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { BoardCards } from "./board-cards";
import { BoardClock } from "./board-clock";
import { BoardTable } from "./board-table";
import { inOrder } from "./board-time";
import { ClosureBanners } from "./closure-banners";

type DeparturesBoardProps = {
  /** The token of a share link; without it a member looks. */
  share?: string;
  environmentId?: string;
  /** Beside the clock: a choice of environment. */
  controls?: ReactNode;
  footer?: ReactNode;
};

/** What ships next, and how it stands. Always dark: it hangs on a wall. Follows every change by itself. */
export function DeparturesBoard({ share, environmentId, controls, footer }: DeparturesBoardProps) {
  const now = useNow(15);
  const { data, error } = useQuery({
    ...api.departures.board.queryOptions({ input: { share, environmentId } }),
    placeholderData: keepPreviousData,
    // What left long ago goes, and what comes into sight appears, without anything having changed.
    refetchInterval: 60_000,
  });
  const place = [data?.organisationName, data?.environmentName, "what ships next, and how sure we are"].filter(Boolean);
  // A stopped line stands above the board, and has no place in its order.
  const items = data
    ? inOrder(
        data.departures,
        data.closures.filter(({ stopsTheLine }) => !stopsTheLine),
        data.trains,
      )
    : [];
  return (
    <div data-theme="dark" className="flex grow flex-col bg-ground px-4 py-4 md:px-12 md:py-9">
      <header className="mb-4 flex flex-wrap items-end gap-x-5 gap-y-3 phone:items-start">
        <div className="min-w-0 grow basis-40">
          <h1 className="font-bold text-2xl tracking-tight md:text-[2.5rem] md:leading-12">Departures</h1>
          <p className="text-ink-2 phone:text-sm md:text-[0.9375rem]">{place.join(" · ")}</p>
        </div>
        {controls && <div className="phone:order-1 phone:w-full">{controls}</div>}
        {data && <BoardClock zone={data.zone} />}
      </header>
      {share !== undefined && data && (
        <div className="mb-4 grid gap-px overflow-hidden rounded-lg empty:hidden">
          <ClosureBanners closures={data.closures} environmentName={data.environmentName} zone={data.zone} now={now} />
        </div>
      )}
      {error && (
        <Notice tone="risk" role="alert" title="The board cannot be shown" className="mb-4">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && <Skeleton lines={6} className="h-16!" />}
      {data && items.length === 0 && (
        <EmptyState title="Nothing leaves in the next two weeks">
          As soon as a slot is booked or a train is due it stands here, with how sure it is.
        </EmptyState>
      )}
      {data && items.length > 0 && (
        <>
          <BoardTable items={items} now={now} zone={data.zone} withEnvironment={data.environmentName === null} />
          <BoardCards items={items} now={now} zone={data.zone} withEnvironment={data.environmentName === null} />
        </>
      )}
      <footer className="mt-5 flex flex-wrap gap-x-7 gap-y-2 text-ink-2 text-sm">
        {data && data.promises.over > 0 && (
          <p>
            <strong className="text-ink">Promises kept</strong> {data.promises.kept} of {data.promises.over}
          </p>
        )}
        {footer}
      </footer>
    </div>
  );
}
