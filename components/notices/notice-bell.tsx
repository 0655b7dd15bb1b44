"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { RowList } from "@/components/ui/row-list";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { NoticeRow } from "./notice-row";
import { useNoticeActs } from "./use-notice-acts";

const shown = 8;

/** How many things one has not read, and the newest of them, on every page. */
export function NoticeBell() {
  const { zone } = useViewer();
  const [open, setOpen] = useState(false);
  const { mark, markAll, pending } = useNoticeActs();
  const counts = useQuery(api.notices.counts.queryOptions({ input: {} }));
  const list = useQuery({ ...api.notices.list.queryOptions({ input: { limit: shown } }), enabled: open });
  const unread = counts.data?.unread ?? 0;
  const notices = list.data?.notices;
  return (
    <Popover
      label="Notices"
      open={open}
      onOpenChange={setOpen}
      className="w-96 p-0!"
      trigger={
        <button
          type="button"
          aria-label={unread === 0 ? "Notices" : `Notices, ${unread} unread`}
          className="relative grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken"
        >
          <Bell aria-hidden="true" className="size-4.5" strokeWidth={1.75} />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-2xs text-on-accent leading-4"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </button>
      }
    >
      <div className="flex items-center justify-between gap-3 border-line border-b py-2 pr-2 pl-4">
        <h2 className="font-semibold">Notices</h2>
        <Button size="sm" variant="quiet" disabled={unread === 0} pending={pending} onClick={markAll}>
          Mark all as read
        </Button>
      </div>
      <div className="px-4 py-3">
        {notices === undefined && <Skeleton lines={3} className="h-10!" />}
        {notices?.length === 0 && (
          <p className="py-3 text-ink-2">Nothing yet. What happens to your builds, slots and trains is told here.</p>
        )}
        {notices !== undefined && notices.length > 0 && (
          <RowList label="Newest notices">
            {notices.map((notice) => (
              <NoticeRow
                key={notice.id}
                notice={notice}
                zone={zone}
                onMark={(read) => mark(notice.id, read)}
                onFollow={() => setOpen(false)}
              />
            ))}
          </RowList>
        )}
      </div>
      <div className="border-line border-t px-4 py-2.5">
        <TextLink href="/notices" onClick={() => setOpen(false)}>
          All notices
        </TextLink>
      </div>
    </Popover>
  );
}
