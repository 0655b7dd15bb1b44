import type { Metadata } from "next";
import { requireShareLink } from "@/app/(public)/require-share-link";
import { DeparturesBoard } from "@/components/departures/departures-board";
import { ShareFooter } from "@/components/departures/share-footer";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Departures" };

type Props = { params: Promise<{ token: string }> };

export default async function SharedDeparturesPage({ params }: Props) {
  const { token } = await params;
  await requireShareLink(token);
  return (
    <Hydrate
      queries={[serverApi().departures.board.queryOptions({ input: { share: token, environmentId: undefined } })]}
    >
      <main className="flex min-h-dvh flex-col">
        <DeparturesBoard share={token} footer={<ShareFooter token={token} here="departures" />} />
      </main>
    </Hydrate>
  );
}
