"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { percentInWords } from "./forecast-words";
import { OddsBasis } from "./odds-basis";

/** The odds of a booked slot, in a sentence, and what they stand on; nothing where nothing is forecast. */
export function SlotOdds({ slotId, zone }: { slotId: string; zone: string }) {
  const { data } = useQuery(api.forecasts.list.queryOptions({ input: undefined }));
  const aboard = data?.forecasts.filter((each) => each.slotId === slotId) ?? [];
  const least = aboard.toSorted((a, b) => (a.chance ?? 1) - (b.chance ?? 1))[0];
  if (least?.chance == null) return null;
  return (
    <div className="grid gap-1">
      <p className="text-sm">
        <strong>{percentInWords(least.chance)}</strong> chance to leave in this slot; half of all runs have left by{" "}
        {formatInstant(least.p50, zone)}, 85 % by {formatInstant(least.p85, zone)}.
      </p>
      <OddsBasis basis={least} hasRoom />
    </div>
  );
}
