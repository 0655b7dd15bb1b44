"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RoleSwitcher } from "@/components/people/role-switcher";
import { signOut } from "@/components/people/session-requests";
import { api } from "@/lib/rpc/client";
import { AppShell } from "./app-shell";
import type { Viewer } from "./viewer";
import { ViewerContext } from "./viewer-context";

/** The shell with what it asks the server for: how many wait, and how to leave. */
export function MemberShell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return (
    <ViewerContext value={viewer}>
      <AppShell
        viewer={viewer}
        badges={useBadges(viewer.permissions.includes("plan.read"))}
        onSignOut={signOut}
        roleSwitcher={<RoleSwitcher current={viewer.roles[0]} />}
      >
        {children}
      </AppShell>
    </ViewerContext>
  );
}

/** How many builds wait for a tester, and how many slots for this person's signature. */
function useBadges(enabled: boolean): Record<string, number> {
  const queue = useQuery({ ...api.handoffs.counts.queryOptions({ input: {} }), enabled });
  const approvals = useQuery({ ...api.approvals.counts.queryOptions({ input: {} }), enabled });
  return { queue: queue.data?.waiting ?? 0, approvals: approvals.data?.waiting ?? 0 };
}
