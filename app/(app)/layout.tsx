import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Hydrate } from "@/components/shell/hydrate";
import { LiveUpdates } from "@/components/shell/live-updates";
import { MemberShell } from "@/components/shell/member-shell";
import { QueryProvider } from "@/components/shell/query-provider";
import type { Viewer } from "@/components/shell/viewer";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";
import { viewerOrRedirect } from "./viewer-or-redirect";

export default async function MemberLayout({ children }: { children: ReactNode }) {
  const begun = systemNow();
  const { member, organisationName, isDemo } = await viewerOrRedirect();
  const viewer: Viewer = {
    name: member.name,
    zone: member.zone,
    roles: [...new Set(member.grants.map((grant) => grant.role))],
    permissions: [...member.permissions.keys()],
    isDemo,
    organisationName,
  };
  const api = serverApi();
  // Banners stand above everything: they must not come late and push the page down.
  const banners = [
    api.freezes.current.queryOptions({ input: {} }),
    // Offered room.
    api.waitlist.list.queryOptions({ input: {} }),
  ];
  return (
    <QueryProvider>
      <NuqsAdapter>
        <LiveUpdates since={begun.getTime()} />
        <Hydrate queries={viewer.permissions.includes("plan.read") ? banners : []}>
          <MemberShell viewer={viewer}>{children}</MemberShell>
        </Hydrate>
      </NuqsAdapter>
    </QueryProvider>
  );
}
