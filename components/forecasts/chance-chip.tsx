"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { chanceTone, percentInWords } from "./forecast-words";
import { OddsBasis } from "./odds-basis";
import { WhatIfDialog } from "./what-if-dialog";

type ChanceChipProps = { releaseId: string; name: string; zone: string; departsAt?: Date };

/**
 * The odds of one release, on a card: the chance to make its slot or its train, or half of all runs when nothing is booked, and what
 * that stands on. Pressed, it asks what would change them.
 */
export function ChanceChip({ releaseId, name, zone, departsAt }: ChanceChipProps) {
  const { data } = useQuery(api.forecasts.list.queryOptions({ input: undefined }));
  const [asking, setAsking] = useState(false);
  const found = data?.forecasts.find((each) => each.releaseId === releaseId);
  if (found === undefined) return null;
  const { chance, p50, slotId, departureId } = found;
  const booked = departureId !== null ? "departure" : slotId !== null ? "slot" : null;
  return (
    <>
      <button
        type="button"
        className="flex min-h-6 max-w-72 flex-wrap items-center gap-x-2 gap-y-1 rounded-lg text-left phone:grid phone:justify-items-start"
        title="What if…"
        onClick={() => setAsking(true)}
      >
        {chance === null ? (
          <Chip>half of all runs by {formatInstant(p50, zone)}</Chip>
        ) : (
          <Chip tone={chanceTone(chance)}>
            {percentInWords(chance)}
            {departsAt !== undefined && ` for ${formatInstant(departsAt, zone)}`}
            <span className="sr-only">
              {" "}
              chance to leave {booked === "departure" ? "with its train" : "in its slot"}
            </span>
          </Chip>
        )}
        {/* Beside a name on a phone it must leave the name its room. */}
        <OddsBasis basis={found} className="phone:max-w-40" />
        <span className="sr-only">: what would change it?</span>
      </button>
      {asking && <WhatIfDialog releaseId={releaseId} name={name} booked={booked} onClose={() => setAsking(false)} />}
    </>
  );
}
