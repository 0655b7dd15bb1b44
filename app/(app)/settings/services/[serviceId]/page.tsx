import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ServiceDetail } from "@/components/services/service-detail";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Service" };

type Props = { params: Promise<{ serviceId: string }> };

export default async function ServicePage({ params }: Props) {
  await viewerOrRedirect();
  const { serviceId } = await params;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.get.queryOptions({ input: { serviceId } }),
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.services.listTeams.queryOptions({ input: {} }),
        api.licences.get.queryOptions({ input: { serviceId } }),
      ]}
    >
      <ServiceDetail serviceId={serviceId} />
    </Hydrate>
  );
}
