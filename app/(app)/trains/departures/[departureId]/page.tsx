import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { DepartureScreen } from "@/components/trains/departure-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Departure" };

export default async function DeparturePage({ params }: { params: Promise<{ departureId: string }> }) {
  await viewerOrRedirect();
  const { departureId } = await params;
  return (
    <Hydrate queries={[serverApi().trains.departure.queryOptions({ input: { departureId } })]}>
      <DepartureScreen departureId={departureId} />
    </Hydrate>
  );
}
