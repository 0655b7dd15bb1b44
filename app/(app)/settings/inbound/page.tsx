import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { InboundScreen } from "@/components/inbound/inbound-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Inbound" };

export default async function InboundPage() {
  await viewerOrRedirect();
  return (
    <Hydrate
      queries={[
        serverApi().inbound.sources.queryOptions({ input: {} }),
        serverApi().services.list.queryOptions({ input: {} }),
      ]}
    >
      <InboundScreen />
    </Hydrate>
  );
}
