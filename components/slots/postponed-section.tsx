"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { PostponedList } from "./postponed-list";

/** What waits to be planned again, of one freeze or of all. Empty, it takes no room. */
export function PostponedSection({ freezeId }: { freezeId?: string }) {
  const { data, error } = useQuery(api.slots.postponed.queryOptions({ input: { freezeId } }));
  if (error) {
    return (
      <Notice tone="risk" role="alert" title="What was postponed cannot be shown">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (!data || data.postponed.length === 0) return null;
  return (
    <Card id="postponed" title="Postponed by a freeze" aside={data.postponed.length} className="scroll-mt-4">
      <PostponedList postponed={data.postponed} />
    </Card>
  );
}
