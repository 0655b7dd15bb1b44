import { StatusChip } from "@/components/ui/chip";
import type { SlotSummary } from "@/lib/domain/slot-summary";
import { slotLooks } from "./slot-words";

/** How a slot stands, in a mark and a few words. */
export function SlotChip({ summary, className }: { summary: SlotSummary; className?: string }) {
  return (
    <StatusChip {...slotLooks[summary.state]} className={className}>
      {summary.words}
    </StatusChip>
  );
}
