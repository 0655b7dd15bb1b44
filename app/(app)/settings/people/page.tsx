import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { PeopleScreen } from "@/components/people/people-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().people.list.queryOptions({ input: {} })]}>
      <PeopleScreen />
    </Hydrate>
  );
}
