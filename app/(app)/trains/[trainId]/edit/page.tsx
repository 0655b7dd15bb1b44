import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { TrainEditor } from "@/components/trains/train-editor";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "Change train" };

export default async function ChangeTrainPage({ params }: { params: Promise<{ trainId: string }> }) {
  await viewerOrRedirect();
  const { trainId } = await params;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.trains.get.queryOptions({ input: { trainId } }),
      ]}
    >
      <TrainEditor trainId={trainId} now={systemNow()} />
    </Hydrate>
  );
}
