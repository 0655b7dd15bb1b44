import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ImportScreen } from "@/components/history/import-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "History import" };

export default async function ImportPage({ params }: { params: Promise<{ importId: string }> }) {
  await viewerOrRedirect();
  const { importId } = await params;
  return (
    <Hydrate queries={[serverApi().history.detail.queryOptions({ input: { importId } })]}>
      <ImportScreen importId={importId} />
    </Hydrate>
  );
}
