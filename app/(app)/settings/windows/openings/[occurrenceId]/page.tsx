import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { OpeningScreen } from "@/components/windows/opening-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Opening" };

type Props = { params: Promise<{ occurrenceId: string }> };

/** An opening keeps its address when its window's series is split: it is not the window's. */
export default async function OpeningPage({ params }: Props) {
  await viewerOrRedirect();
  const { occurrenceId } = await params;
  return (
    <Hydrate queries={[serverApi().windows.opening.queryOptions({ input: { occurrenceId } })]}>
      <OpeningScreen occurrenceId={occurrenceId} />
    </Hydrate>
  );
}
