import type { Metadata } from "next";
import { scopeChoices } from "@/app/(app)/settings/scope-choices";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { FreezeEditor } from "@/components/freezes/freeze-editor";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "Change freeze" };

type Props = { params: Promise<{ freezeId: string }> };

export default async function ChangeFreezePage({ params }: Props) {
  await viewerOrRedirect();
  const { freezeId } = await params;
  const api = serverApi();
  return (
    <Hydrate queries={[...scopeChoices(api), api.freezes.get.queryOptions({ input: { freezeId } })]}>
      <FreezeEditor freezeId={freezeId} now={systemNow()} />
    </Hydrate>
  );
}
