import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { FreezeDetail } from "@/components/freezes/freeze-detail";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Freeze" };

type Props = { params: Promise<{ freezeId: string }> };

export default async function FreezePage({ params }: Props) {
  await viewerOrRedirect();
  const { freezeId } = await params;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.freezes.get.queryOptions({ input: { freezeId } }),
        api.freezes.exceptions.queryOptions({ input: { freezeId } }),
        api.slots.postponed.queryOptions({ input: { freezeId } }),
      ]}
    >
      <FreezeDetail freezeId={freezeId} />
    </Hydrate>
  );
}
