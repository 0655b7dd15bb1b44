import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { PlanScreen } from "@/components/plans/plan-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Plan as code" };

export default async function PlanPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().plans.export.queryOptions()]}>
      <PlanScreen />
    </Hydrate>
  );
}
