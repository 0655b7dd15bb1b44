import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { DeploymentScreen } from "@/components/deployments/deployment-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Deployment" };

type DeploymentPageProps = { params: Promise<{ deploymentId: string }> };

export default async function DeploymentPage({ params }: DeploymentPageProps) {
  await viewerOrRedirect();
  const { deploymentId } = await params;
  return (
    <Hydrate queries={[serverApi().deployments.detail.queryOptions({ input: { deploymentId } })]}>
      <DeploymentScreen deploymentId={deploymentId} />
    </Hydrate>
  );
}
