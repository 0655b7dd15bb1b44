import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { LiveUpdates } from "@/components/shell/live-updates";
import { MemberShell } from "@/components/shell/member-shell";
import { QueryProvider } from "@/components/shell/query-provider";
import type { Viewer } from "@/components/shell/viewer";
import { viewerOrRedirect } from "./viewer-or-redirect";

export default async function MemberLayout({ children }: { children: ReactNode }) {
  const { member, organisationName, isDemo } = await viewerOrRedirect();
  const viewer: Viewer = {
    name: member.name,
    zone: member.zone,
    roles: [...new Set(member.grants.map((grant) => grant.role))],
    permissions: [...member.permissions.keys()],
    isDemo,
    organisationName,
  };
  return (
    <QueryProvider>
      <NuqsAdapter>
        <LiveUpdates />
        <MemberShell viewer={viewer}>{children}</MemberShell>
      </NuqsAdapter>
    </QueryProvider>
  );
}
