import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { releaseListOptions } from "@/components/releases/list-options";
import { listInput, loadReleaseFilters } from "@/components/releases/release-filters";
import { ReleasesScreen } from "@/components/releases/releases-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await viewerOrRedirect();
  const input = listInput(await loadReleaseFilters(searchParams));
  return (
    <Hydrate
      queries={[serverApi().releases.choices.queryOptions()]}
      lists={[serverApi().releases.list.infiniteOptions(releaseListOptions(input))]}
    >
      <ReleasesScreen />
    </Hydrate>
  );
}
