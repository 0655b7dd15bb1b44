"use client";

import { useQuery } from "@tanstack/react-query";
import { ExceptionList } from "@/components/freezes/exception-list";
import { Card } from "@/components/ui/card";
import { api } from "@/lib/rpc/client";

/** The exceptions from freezes that were asked for it. Most releases never need one, and then it takes no room. */
export function ExceptionsCard({ releaseId }: { releaseId: string }) {
  const { data } = useQuery(api.freezes.exceptions.queryOptions({ input: { releaseId } }));
  if (!data || data.exceptions.length === 0) return null;
  return (
    <Card title="Exceptions from freezes" aside={data.exceptions.length}>
      <ExceptionList label="Exceptions from freezes" exceptions={data.exceptions} />
    </Card>
  );
}
