import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ImportWindowsScreen } from "@/components/plans/import-windows-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Import windows" };

export default async function ImportWindowsPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().services.listEnvironments.queryOptions({ input: {} })]}>
      <ImportWindowsScreen />
    </Hydrate>
  );
}
