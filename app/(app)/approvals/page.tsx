import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ApprovalsScreen } from "@/components/approvals/approvals-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Approvals" };

export default async function ApprovalsPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().approvals.inbox.queryOptions()]}>
      <ApprovalsScreen />
    </Hydrate>
  );
}
