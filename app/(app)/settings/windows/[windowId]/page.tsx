import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { WindowDetail } from "@/components/windows/window-detail";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Window" };

type Props = { params: Promise<{ windowId: string }> };

export default async function WindowPage({ params }: Props) {
  await viewerOrRedirect();
  const { windowId } = await params;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.windows.get.queryOptions({ input: { windowId } }),
        api.approvals.standing.queryOptions({ input: { windowId } }),
      ]}
    >
      <WindowDetail windowId={windowId} />
    </Hydrate>
  );
}
