import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { DeploymentsScreen } from "@/components/deployments/deployments-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Deployments" };

export default async function DeploymentsPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().deployments.filters.queryOptions()]}>
      <DeploymentsScreen />
    </Hydrate>
  );
}
