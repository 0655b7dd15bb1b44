"use client";

import { useQuery } from "@tanstack/react-query";
import { StatusChip } from "@/components/ui/chip";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";

/** Whether an environment accepts deployments this minute, and until when. The same answer as a pipeline gets. */
export function EnvironmentNow({ environmentId, zone }: { environmentId: string; zone: string }) {
  const minute = useNow(60);
  const { data } = useQuery({
    ...api.windows.status.queryOptions({ input: { environment: environmentId } }),
    // Asked again when the answer changes by itself; changes by people come with the live updates.
    refetchInterval: ({ state }) => {
      const changes = state.data?.nextChangeAt;
      return changes ? Math.max(1_000, Math.min(changes.getTime() - minute.getTime(), 3_600_000)) : false;
    },
  });
  if (!data) return null;
  if (data.decision === "open") {
    const until = data.nextChangeAt ? ` until ${formatInstant(data.nextChangeAt, zone)}` : "";
    return <StatusChip tone="clear">open{until}</StatusChip>;
  }
  const frozen = data.reasons.find((rule) => rule.kind === "freeze");
  const opens = data.nextOpen ? `, opens ${formatInstant(data.nextOpen, zone)}` : "";
  return (
    <StatusChip tone={frozen ? "risk" : "neutral"} mark="square">
      {frozen ? `frozen: ${frozen.name}` : "closed"}
      {opens}
    </StatusChip>
  );
}
