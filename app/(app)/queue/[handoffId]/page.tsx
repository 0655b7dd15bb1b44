import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { TurnScreen } from "@/components/handoffs/turn-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Test" };

export default async function TurnPage({ params }: { params: Promise<{ handoffId: string }> }) {
  await viewerOrRedirect();
  const { handoffId } = await params;
  return (
    <Hydrate queries={[serverApi().handoffs.turn.queryOptions({ input: { handoffId } })]}>
      <TurnScreen handoffId={handoffId} />
    </Hydrate>
  );
}
