import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ServicesScreen } from "@/components/services/services-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  await viewerOrRedirect();
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.list.queryOptions({ input: { archived: true } }),
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.services.listTeams.queryOptions({ input: {} }),
        api.licences.list.queryOptions(),
      ]}
    >
      <ServicesScreen />
    </Hydrate>
  );
}
