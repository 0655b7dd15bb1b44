import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { TrainScreen } from "@/components/trains/train-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Train" };

export default async function TrainPage({ params }: { params: Promise<{ trainId: string }> }) {
  await viewerOrRedirect();
  const { trainId } = await params;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.trains.get.queryOptions({ input: { trainId } }),
        api.trains.departures.queryOptions({ input: { trainId } }),
      ]}
    >
      <TrainScreen trainId={trainId} />
    </Hydrate>
  );
}
