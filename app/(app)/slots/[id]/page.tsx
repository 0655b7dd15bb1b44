import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { SlotScreen } from "@/components/slots/slot-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Slot" };

export default async function SlotPage({ params }: { params: Promise<{ id: string }> }) {
  await viewerOrRedirect();
  const { id } = await params;
  return (
    <Hydrate queries={[serverApi().slots.detail.queryOptions({ input: { slotId: id } })]}>
      <SlotScreen slotId={id} />
    </Hydrate>
  );
}
