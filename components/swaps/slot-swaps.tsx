"use client";

import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { formatRange } from "@/lib/time/format";

/** The open offers that a slot is part of, with the way to answer them. */
export function SlotSwaps({ slotId, zone }: { slotId: string; zone: string }) {
  const { data } = useQuery(api.swaps.list.queryOptions({ input: { slotId } }));
  const open = (data?.swaps ?? []).filter(({ status }) => status === "offered");
  return open.map(({ id, slot, forSlot, mayAnswer }) => {
    const other = slot.id === slotId ? forSlot : slot;
    return (
      <Notice key={id} tone="waiting" title={slot.id === slotId ? "Offered for a swap" : "A swap is asked for"}>
        {other.name} of {other.team.name}, {formatRange(other.during, zone)}.{" "}
        <TextLink href="/bookings?tab=swaps">{mayAnswer ? "Answer" : "See the offer"}</TextLink>
      </Notice>
    );
  });
}
