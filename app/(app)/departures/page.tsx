import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { MemberBoard } from "@/components/departures/member-board";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Departures" };

export default async function DeparturesPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().departures.board.queryOptions({ input: {} })]}>
      <MemberBoard />
    </Hydrate>
  );
}
