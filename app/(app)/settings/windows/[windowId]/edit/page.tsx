import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { WindowEditor } from "@/components/windows/window-editor";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "Change window" };

type Props = { params: Promise<{ windowId: string }>; searchParams: Promise<{ from?: string }> };

export default async function ChangeWindowPage({ params, searchParams }: Props) {
  await viewerOrRedirect();
  const { windowId } = await params;
  const { from } = await searchParams;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.services.listTeams.queryOptions({ input: {} }),
        api.windows.get.queryOptions({ input: { windowId } }),
      ]}
    >
      <WindowEditor windowId={windowId} occurrenceId={from} now={systemNow()} />
    </Hydrate>
  );
}
