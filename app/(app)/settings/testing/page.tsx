import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { TestingScreen } from "@/components/groups/testing-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Testing" };

export default async function TestingPage() {
  await viewerOrRedirect();
  const { groups, testPlans } = serverApi();
  return (
    <Hydrate queries={[groups.list.queryOptions(), testPlans.list.queryOptions()]}>
      <TestingScreen />
    </Hydrate>
  );
}
