import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { QueueScreen } from "@/components/handoffs/queue-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "QA queue" };

type QueuePageProps = { searchParams: Promise<{ team?: string | string[]; service?: string | string[] }> };

const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

export default async function QueuePage({ searchParams }: QueuePageProps) {
  await viewerOrRedirect();
  const { team, service } = await searchParams;
  const input = { teamId: only(team), serviceId: only(service) };
  return (
    <Hydrate queries={[serverApi().handoffs.queue.queryOptions({ input })]}>
      <QueueScreen />
    </Hydrate>
  );
}
