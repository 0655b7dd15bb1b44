import type { Metadata } from "next";
import { scopeChoices } from "@/app/(app)/settings/scope-choices";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { FreezeEditor } from "@/components/freezes/freeze-editor";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "New freeze" };

export default async function NewFreezePage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={scopeChoices(serverApi())}>
      <FreezeEditor now={systemNow()} />
    </Hydrate>
  );
}
