"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { toneTexts } from "@/components/ui/tone";
import { api } from "@/lib/rpc/client";
import { chanceTone, percentInWords } from "./forecast-words";
import { OddsBasis } from "./odds-basis";

/** A departure's own chance, of all aboard together, and what it stands on; nothing where nothing is forecast. */
export function DepartureOdds({ departureId, className }: { departureId: string; className?: string }) {
  const { data } = useQuery(api.forecasts.departures.queryOptions({ input: undefined }));
  const found = data?.departures.find((each) => each.departureId === departureId);
  if (found === undefined) return null;
  return (
    <p className={clsx("flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm", className)}>
      <span>
        <strong className={toneTexts[chanceTone(found.chance)]}>{percentInWords(found.chance)}</strong> chance to leave
        on time with everybody aboard
        {found.oneLess && (
          <span className="text-ink-2">
            ; <span className="whitespace-nowrap">{percentInWords(found.oneLess.chance)}</span> without{" "}
            {found.oneLess.name}
          </span>
        )}
      </span>
      <OddsBasis basis={found.basis} hasRoom />
    </p>
  );
}
