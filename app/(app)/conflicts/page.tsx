import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ConflictsScreen } from "@/components/conflicts/conflicts-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Conflicts" };

type ConflictsPageProps = { searchParams: Promise<{ env?: string | string[]; team?: string | string[] }> };

const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

export default async function ConflictsPage({ searchParams }: ConflictsPageProps) {
  await viewerOrRedirect();
  const { env, team } = await searchParams;
  const input = { environmentId: only(env), teamId: only(team) };
  const api = serverApi().slots;
  return (
    <Hydrate queries={[api.choices.queryOptions(), api.conflicts.queryOptions({ input })]}>
      <ConflictsScreen />
    </Hydrate>
  );
}
