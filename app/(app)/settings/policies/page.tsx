import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { PoliciesScreen } from "@/components/policies/policies-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage() {
  await viewerOrRedirect();
  const { approvals, services } = serverApi();
  return (
    <Hydrate
      queries={[
        approvals.policies.queryOptions(),
        approvals.standing.queryOptions({ input: {} }),
        services.listSoak.queryOptions(),
      ]}
    >
      <PoliciesScreen />
    </Hydrate>
  );
}
