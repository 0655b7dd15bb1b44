"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { api } from "@/lib/rpc/client";

/** Whether the chain of hashes holds, worked out anew in the database. */
export function ChainStatus() {
  const { data, error, isFetching, refetch } = useQuery({
    // Walks the whole log: once a visit and when somebody asks, not with every live update (which go by the noun of the key).
    ...api.audit.verify.queryOptions({ input: {}, queryKey: ["chain of the audit log"] }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return (
    <span className="flex flex-wrap items-center gap-2" aria-live="polite">
      {data && (
        <StatusChip tone={data.intact ? "clear" : "risk"} title={data.head ?? undefined}>
          {data.intact ? `intact, ${data.entries.toLocaleString("en-GB")} entries` : data.message}
        </StatusChip>
      )}
      {error && <StatusChip tone="waiting">not checked</StatusChip>}
      {!data && !error && <StatusChip tone="neutral">checking the chain</StatusChip>}
      <Button size="sm" onClick={() => void refetch()} pending={isFetching}>
        Check again
      </Button>
    </span>
  );
}
