"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTransition } from "react";
import { notify } from "@/components/ui/toaster";
import { markAllNotices, markNotice } from "@/lib/notices/actions";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

/** Marks notices as read. Other windows of the same person follow by the stream. */
export function useNoticeActs() {
  const queryClient = useQueryClient();
  const [pending, start] = useTransition();
  const run = (act: () => Promise<readonly [error: unknown, ...unknown[]]>) =>
    start(async () => {
      const [error] = await attempt(act());
      if (error) notify({ title: "It could not be marked", text: refusalOfError(error).message, tone: "risk" });
      void queryClient.invalidateQueries({ queryKey: api.notices.key() });
    });
  return {
    pending,
    mark: (noticeId: string, read: boolean) => run(() => markNotice({ noticeId, read })),
    markAll: () => run(() => markAllNotices({})),
  };
}
