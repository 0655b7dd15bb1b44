"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useShortcut } from "@/components/shell/shortcuts";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { RowList } from "@/components/ui/row-list";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { NoticeRow } from "./notice-row";
import { useNoticeActs } from "./use-notice-acts";

const views = ["all", "unread"] as const;

/** Everything that one was told of in the last ninety days. */
export function NoticesScreen() {
  const { zone } = useViewer();
  const [view, setView] = useQueryState("view", parseAsStringLiteral(views).withDefault("all"));
  const { mark, markAll, pending } = useNoticeActs();
  const counts = useQuery(api.notices.counts.queryOptions({ input: {} }));
  const list = useInfiniteQuery(
    api.notices.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 50, unread: view === "unread" }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const notices = list.data?.pages.flatMap((page) => page.notices);
  const unread = counts.data?.unread ?? 0;
  const readAll = () => {
    if (unread > 0) markAll();
  };
  useShortcut("e", "Mark all as read", readAll);
  return (
    <PageBody narrow>
      <PageHeader
        title="Notices"
        subtitle="What happened to your builds, slots, signatures and trains. Kept for ninety days."
        actions={
          <>
            <Segmented
              label="Which notices"
              value={view}
              onChange={(next) => void setView(next)}
              options={[
                { value: "all", label: "All" },
                { value: "unread", label: unread === 0 ? "Unread" : `Unread ${unread}` },
              ]}
            />
            <Button disabled={unread === 0} pending={pending} onClick={readAll}>
              Mark all as read
            </Button>
          </>
        }
      />
      {list.error && (
        <Notice tone="risk" role="alert" title="The notices cannot be shown">
          {refusalOfError(list.error).message}
        </Notice>
      )}
      {notices === undefined && !list.error && <Skeleton lines={6} className="h-12!" />}
      {notices?.length === 0 && (
        <EmptyState icon={<BellOff />} title={view === "unread" ? "Nothing unread" : "Nothing yet"}>
          When a build of yours is judged, a slot of yours is missed or postponed, a departure is held or something
          waits for your signature, it is told here and counted beside the bell.
        </EmptyState>
      )}
      {notices !== undefined && notices.length > 0 && (
        <Card>
          <RowList label="Notices">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} zone={zone} onMark={(read) => mark(notice.id, read)} />
            ))}
          </RowList>
          {list.hasNextPage && (
            <Button block pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} className="mt-3">
              Older notices
            </Button>
          )}
        </Card>
      )}
    </PageBody>
  );
}
