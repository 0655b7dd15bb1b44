"use client";

import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { Link } from "@/components/ui/link";
import { api } from "@/lib/rpc/client";

/** Above the schedule of an environment: that something waits to be planned into it. */
export function PostponedHint({ environmentId }: { environmentId: string }) {
  const { data } = useQuery(api.slots.postponed.queryOptions({ input: {} }));
  const here = (data?.postponed ?? []).filter(({ environment }) => environment.id === environmentId);
  if (here.length === 0) return null;
  return (
    <Banner
      tone="waiting"
      label="Postponed by a freeze"
      end={
        <Link href="/settings/freezes#postponed" className="whitespace-nowrap print:hidden">
          See what to do
        </Link>
      }
    >
      {here.length === 1
        ? "1 slot that a freeze postponed waits for a new place."
        : `${here.length} slots that freezes postponed wait for new places.`}
    </Banner>
  );
}
