"use client";

import type { ReactNode } from "react";
import { RoleSwitcher } from "@/components/people/role-switcher";
import { signOut } from "@/components/people/session-requests";
import { AppShell } from "./app-shell";
import type { Viewer } from "./viewer";
import { ViewerContext } from "./viewer-context";

/** The shell with what it asks the server for: how many wait, and how to leave. */
export function MemberShell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return (
    <ViewerContext value={viewer}>
      <AppShell viewer={viewer} onSignOut={signOut} roleSwitcher={<RoleSwitcher current={viewer.roles[0]} />}>
        {children}
      </AppShell>
    </ViewerContext>
  );
}
