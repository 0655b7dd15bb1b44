import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { FreezesScreen } from "@/components/freezes/freezes-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Freezes" };

export default async function FreezesPage() {
  await viewerOrRedirect();
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.freezes.list.queryOptions({ input: { past: false } }),
        api.freezes.exceptions.queryOptions({ input: { only: "waiting" } }),
        api.freezes.exceptions.queryOptions({ input: { only: "to_review" } }),
        api.slots.postponed.queryOptions({ input: {} }),
      ]}
    >
      <FreezesScreen />
    </Hydrate>
  );
}
