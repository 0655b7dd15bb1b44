import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { historyOptions } from "@/components/releases/list-options";
import { ReleaseScreen } from "@/components/releases/release-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Release" };

type ReleasePageProps = { params: Promise<{ releaseId: string }> };

export default async function ReleasePage({ params }: ReleasePageProps) {
  await viewerOrRedirect();
  const { releaseId } = await params;
  return (
    <Hydrate
      queries={[
        serverApi().releases.detail.queryOptions({ input: { releaseId } }),
        serverApi().forecasts.ofRelease.queryOptions({ input: { releaseId } }),
      ]}
      lists={[serverApi().releases.history.infiniteOptions(historyOptions(releaseId))]}
    >
      <ReleaseScreen releaseId={releaseId} />
    </Hydrate>
  );
}
