import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { AuditScreen } from "@/components/audit/audit-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().audit.words.queryOptions({ input: {} })]}>
      <AuditScreen />
    </Hydrate>
  );
}
