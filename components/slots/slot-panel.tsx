"use client";

import { useQuery } from "@tanstack/react-query";
import { SlotOdds } from "@/components/forecasts/slot-odds";
import { Link } from "@/components/ui/link";
import { SidePanel } from "@/components/ui/side-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { RefusalNotice } from "./refusal-notice";
import { SlotActions } from "./slot-actions";
import { SlotDetails } from "./slot-details";
import { slotKicker, slotTitle } from "./slot-words";

type SlotPanelProps = { slotId: string; zone: string; onClose: () => void; onMoved: (during: Range) => void };

/** One slot beside the schedule. */
export function SlotPanel({ slotId, zone, onClose, onMoved }: SlotPanelProps) {
  const { data: slot, error } = useQuery(api.slots.detail.queryOptions({ input: { slotId } }));
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && onClose()}
      kicker={slot ? slotKicker(slot) : "Slot"}
      title={slot ? slotTitle(slot) : error ? "Not found" : "Loading…"}
      subtitle={slot && [slot.team?.name, formatRange(slot.during, zone)].filter(Boolean).join(" · ")}
      footer={slot && <SlotActions slot={slot} zone={zone} onMoved={onMoved} />}
    >
      {error && <RefusalNotice refusal={refusalOfError(error)} zone={zone} />}
      {!slot && !error && <Skeleton lines={6} />}
      {slot && (
        <>
          <SlotOdds slotId={slot.id} zone={zone} />
          <SlotDetails slot={slot} zone={zone} />
          <Link href={`/slots/${slot.id}`} className="text-accent text-sm underline print:hidden">
            Page of this slot
          </Link>
        </>
      )}
    </SidePanel>
  );
}
