"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { CreateShareLinkDialog } from "./create-share-link-dialog";
import { ShareLinkList } from "./share-link-list";

export function ShareLinksSection() {
  const { zone } = useViewer();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(api.access.shareLinks.queryOptions({ input: {} }));
  const [creating, setCreating] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.access.shareLinks.key() });
  function created() {
    notify({ title: "The link is ready", text: "Its addresses stand at the top of the list." });
    void refresh();
  }
  return (
    <section aria-labelledby="share-links" className="grid gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="share-links" className="font-semibold text-xl">
          Share links
        </h2>
        <Button
          icon={<Plus className="size-4" aria-hidden="true" />}
          onClick={() => setCreating(true)}
          disabled={!data}
        >
          New share link
        </Button>
      </header>
      {error && (
        <Notice tone="risk" role="alert" title="Share links cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && <Skeleton lines={3} className="h-16!" />}
      {data && <ShareLinkList links={data.links} zone={zone} onChanged={refresh} />}
      {data && (
        <CreateShareLinkDialog
          open={creating}
          onOpenChange={setCreating}
          environments={data.environments}
          onCreated={created}
        />
      )}
    </section>
  );
}
