import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { AccountScreen } from "@/components/people/account-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().people.me.queryOptions({ input: {} })]}>
      <AccountScreen />
    </Hydrate>
  );
}
