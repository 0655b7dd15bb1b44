"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { CreateTokenDialog } from "./create-token-dialog";
import { TokenList } from "./token-list";

export function TokensSection() {
  const { zone } = useViewer();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(api.access.tokens.queryOptions({ input: {} }));
  const [creating, setCreating] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.access.tokens.key() });
  const mayCreate = data !== undefined && data.grantable.permissions.length > 0;
  return (
    <section aria-labelledby="tokens" className="grid gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="tokens" className="font-semibold text-xl">
          API tokens
        </h2>
        {mayCreate && (
          <Button icon={<Plus className="size-4" aria-hidden="true" />} onClick={() => setCreating(true)}>
            New token
          </Button>
        )}
      </header>
      {error && (
        <Notice tone="risk" role="alert" title="Tokens cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && <Skeleton lines={3} className="h-10!" />}
      {data && <TokenList tokens={data.tokens} zone={zone} onChanged={refresh} />}
      {data && (
        <CreateTokenDialog open={creating} onOpenChange={setCreating} grantable={data.grantable} onCreated={refresh} />
      )}
    </section>
  );
}
