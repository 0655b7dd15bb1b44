"use client";

import { StatusChip } from "@/components/ui/chip";
import { useNow } from "@/components/ui/use-now";
import { contains } from "@/lib/time/range";
import type { OpeningRow } from "./window-row";

type OpeningChipsProps = { opening: Pick<OpeningRow, "status" | "during" | "editedAt"> };

/** How an opening stands, in a word each: cancelled, changed alone, open now, over. */
export function OpeningChips({ opening: { status, during, editedAt } }: OpeningChipsProps) {
  const now = useNow(60);
  if (status === "cancelled")
    return (
      <StatusChip tone="neutral" mark="cross">
        cancelled
      </StatusChip>
    );
  return (
    <>
      {editedAt && (
        <StatusChip tone="waiting" mark="ring">
          changed alone
        </StatusChip>
      )}
      {contains(during, now) && (
        <StatusChip tone="accent" solid>
          open now
        </StatusChip>
      )}
      {during.end <= now && (
        <StatusChip tone="neutral" mark="square">
          over
        </StatusChip>
      )}
    </>
  );
}
