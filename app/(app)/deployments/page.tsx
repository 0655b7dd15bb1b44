import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { deploymentListOptions, loadDeploymentFilters } from "@/components/deployments/deployment-filters";
import { DeploymentsScreen } from "@/components/deployments/deployments-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Deployments" };

export default async function DeploymentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await viewerOrRedirect();
  const options = deploymentListOptions(await loadDeploymentFilters(searchParams));
  return (
    <Hydrate
      queries={[serverApi().deployments.filters.queryOptions()]}
      lists={[serverApi().deployments.list.infiniteOptions(options)]}
    >
      <DeploymentsScreen />
    </Hydrate>
  );
}
