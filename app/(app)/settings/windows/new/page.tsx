import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { WindowEditor } from "@/components/windows/window-editor";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "New window" };

type Props = { searchParams: Promise<{ environment?: string }> };

export default async function NewWindowPage({ searchParams }: Props) {
  await viewerOrRedirect();
  const { environment } = await searchParams;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.services.listTeams.queryOptions({ input: {} }),
      ]}
    >
      <WindowEditor environmentId={environment} now={systemNow()} />
    </Hydrate>
  );
}
