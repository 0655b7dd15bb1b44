import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ReleasesScreen } from "@/components/releases/releases-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().releases.choices.queryOptions()]}>
      <ReleasesScreen />
    </Hydrate>
  );
}
