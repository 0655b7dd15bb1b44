"use client";

import { useQuery } from "@tanstack/react-query";
import { Mark } from "@/components/ui/mark";
import { useDebounced } from "@/components/ui/use-debounced";
import { api } from "@/lib/rpc/client";
import type { Carried } from "./carried";

/** Where a hand rests, what the move would cost: signatures that do not count at the new place. Only the server knows them. */
export function StaleSignatures({ carried }: { carried: Carried }) {
  const { dragged, place, verdict } = carried;
  const key = JSON.stringify([place.occurrenceId, place.lane, place.during]);
  const hasSettled = useDebounced(key, 200) === key;
  const slotId = dragged.act === "book" ? "" : dragged.slot.id;
  const { data } = useQuery({
    ...api.slots.checkMove.queryOptions({
      input: {
        slotId,
        lane: place.lane,
        ...(place.occurrenceId === null ? {} : { occurrenceId: place.occurrenceId }),
        start: place.during.start.toISOString(),
        end: place.during.end.toISOString(),
      },
    }),
    enabled: hasSettled && verdict.ok && slotId !== "",
  });
  const count = verdict.ok && hasSettled ? (data?.staleApprovals ?? 0) : 0;
  if (count === 0) return null;
  return (
    <p className="flex items-start gap-1.5 text-waiting text-xs">
      <Mark name="dots" className="mt-[3px]" />
      {count === 1 ? "One signature goes stale there." : `${count} signatures go stale there.`}
    </p>
  );
}
