"use client";

import { useQuery } from "@tanstack/react-query";
import { CancelSlotDialog } from "@/components/slots/cancel-slot-dialog";
import { api } from "@/lib/rpc/client";

type GiveUpDialogProps = { slotId: string; zone: string; onClose: () => void };

/** Asks before the slot is given up on which somebody pressed Delete. */
export function GiveUpDialog({ slotId, zone, onClose }: GiveUpDialogProps) {
  // Read anew: just moved, it still stands in the cache where it was, and would be had again there.
  const reading = useQuery(api.slots.detail.queryOptions({ input: { slotId }, staleTime: 0 }));
  const slot = reading.isFetchedAfterMount ? reading.data : undefined;
  if (slot === undefined || slot.status !== "booked" || !slot.may.change) return null;
  return <CancelSlotDialog slot={slot} zone={zone} onClose={onClose} />;
}
