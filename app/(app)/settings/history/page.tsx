import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { HistoryScreen } from "@/components/history/history-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "History import" };

export default async function HistoryPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().history.list.queryOptions({ input: {} })]}>
      <HistoryScreen />
    </Hydrate>
  );
}
