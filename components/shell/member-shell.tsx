"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FreezeBanners } from "@/components/freezes/freeze-banners";
import { StopTheLine } from "@/components/freezes/stop-the-line";
import { NoticeBell } from "@/components/notices/notice-bell";
import { RoleSwitcher } from "@/components/people/role-switcher";
import { signOut } from "@/components/people/session-requests";
import { OfferBanner } from "@/components/waitlist/offer-banner";
import { api, rpc } from "@/lib/rpc/client";
import { AppShell } from "./app-shell";
import type { Viewer } from "./viewer";
import { ViewerContext } from "./viewer-context";

/** The shell with what it asks the server for: how many wait, and how to leave. */
export function MemberShell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return (
    <ViewerContext value={viewer}>
      <AppShell
        viewer={viewer}
        badges={useBadges(viewer)}
        banner={
          <>
            {viewer.permissions.includes("plan.read") && <FreezeBanners />}
            <OfferBanner />
          </>
        }
        alarm={viewer.permissions.includes("freeze.manage") && <StopTheLine />}
        bell={viewer.permissions.includes("plan.read") && <NoticeBell />}
        onSignOut={signOut}
        roleSwitcher={<RoleSwitcher current={viewer.roles[0]} />}
      >
        {children}
      </AppShell>
    </ViewerContext>
  );
}

/**
 * Counted every half minute and not at each change: it looks at six weeks of the whole plan, and fifty people who look at a busy
 * schedule would ask for it all the time. Its key is none that live updates know.
 */
const conflictCount = {
  queryKey: ["conflict count"],
  queryFn: () => rpc.slots.conflictCount({}),
  refetchInterval: 30_000,
};

/**
 * How many wait for this person: builds, signatures, offered room and swaps, exceptions for an answer or a review; and what is in each
 * other's way in the plan.
 */
function useBadges({ permissions }: Viewer): Record<string, number> {
  const enabled = permissions.includes("plan.read");
  const queue = useQuery({ ...api.handoffs.counts.queryOptions({ input: {} }), enabled });
  const approvals = useQuery({ ...api.approvals.counts.queryOptions({ input: {} }), enabled });
  const conflicts = useQuery({ ...conflictCount, enabled });
  const waitlist = useQuery({ ...api.waitlist.list.queryOptions({ input: {} }), enabled });
  const swaps = useQuery({ ...api.swaps.list.queryOptions({ input: {} }), enabled });
  const notices = useQuery({ ...api.notices.counts.queryOptions({ input: {} }), enabled });
  const exceptions = useQuery({
    ...api.freezes.counts.queryOptions({ input: {} }),
    enabled: permissions.includes("freeze.manage"),
  });
  const offered = waitlist.data?.entries.filter(({ isMine, offer }) => isMine && offer !== null).length ?? 0;
  const asked = swaps.data?.swaps.filter(({ mayAnswer, mayWithdraw }) => mayAnswer && !mayWithdraw).length ?? 0;
  return {
    queue: queue.data?.waiting ?? 0,
    approvals: approvals.data?.waiting ?? 0,
    conflicts: conflicts.data?.conflicts ?? 0,
    bookings: offered + asked,
    notices: notices.data?.unread ?? 0,
    freezes: (exceptions.data?.waiting ?? 0) + (exceptions.data?.toReview ?? 0),
  };
}
