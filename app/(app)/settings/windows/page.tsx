import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { WindowsScreen } from "@/components/windows/windows-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Windows" };

export default async function WindowsPage() {
  await viewerOrRedirect();
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.windows.list.queryOptions({ input: {} }),
      ]}
    >
      <WindowsScreen />
    </Hydrate>
  );
}
