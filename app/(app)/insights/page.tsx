import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { InsightsScreen } from "@/components/insights/insights-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Insights" };

export default async function InsightsPage() {
  await viewerOrRedirect();
  // Figures come one by one: the quick ones need not wait for the slow.
  return (
    <Hydrate queries={[serverApi().slots.choices.queryOptions()]}>
      <InsightsScreen />
    </Hydrate>
  );
}
