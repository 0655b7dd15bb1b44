import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { TrainsScreen } from "@/components/trains/trains-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Trains" };

export default async function TrainsPage() {
  await viewerOrRedirect();
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.trains.list.queryOptions({ input: {} }),
        api.trains.departures.queryOptions({ input: { limit: 200 } }),
      ]}
    >
      <TrainsScreen />
    </Hydrate>
  );
}
