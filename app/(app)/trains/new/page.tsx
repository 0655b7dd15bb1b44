import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { TrainEditor } from "@/components/trains/train-editor";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "New train" };

export default async function NewTrainPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().services.listEnvironments.queryOptions({ input: {} })]}>
      <TrainEditor now={systemNow()} />
    </Hydrate>
  );
}
