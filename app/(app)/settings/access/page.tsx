import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { AccessScreen } from "@/components/access/access-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Access" };

export default async function AccessPage() {
  const { member } = await viewerOrRedirect();
  const tokens = serverApi().access.tokens.queryOptions({ input: {} });
  const links = serverApi().access.shareLinks.queryOptions({ input: {} });
  return (
    <Hydrate queries={member.permissions.has("share.manage") ? [tokens, links] : [tokens]}>
      <AccessScreen />
    </Hydrate>
  );
}
