"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { formatRange } from "@/lib/time/format";
import { type ChosenPlace, placeKey } from "./place";

type FreePlaceListProps = {
  request: { environmentId: string; durationMinutes: number; notBefore?: string; exceptSlotId?: string };
  releaseId?: string;
  zone: string;
  title: string;
  chosen?: ChosenPlace;
  /** A place that is no proposal: where the slot stands. */
  without?: ChosenPlace;
  onChoose: (place: ChosenPlace) => void;
};

/** The next places that would be granted, to take one with a press. */
export function FreePlaceList({ request, releaseId, zone, title, chosen, without, onChoose }: FreePlaceListProps) {
  const releaseIds = releaseId ? [releaseId] : [];
  const { data } = useQuery(
    api.slots.freeRanges.queryOptions({ input: { ...request, releaseIds, limit: without ? 4 : 3 } }),
  );
  const places = (data?.places ?? []).filter((place) => !without || placeKey(place) !== placeKey(without)).slice(0, 3);
  if (data === undefined) return <Skeleton lines={3} className="h-8!" />;
  if (places.length === 0) return <p className="text-ink-2">No free room in the next sixty days.</p>;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-sm">{title}</legend>
      {places.map((place) => {
        const isChosen = chosen !== undefined && placeKey(chosen) === placeKey(place);
        return (
          <Button
            key={placeKey(place)}
            aria-pressed={isChosen}
            onClick={() => onChoose({ occurrenceId: place.occurrenceId, lane: place.lane, during: place.during })}
            className={`justify-start! font-normal! ${isChosen ? "border-accent! bg-accent-ground!" : ""}`}
          >
            <span className="font-medium">{formatRange(place.during, zone)}</span>
            <span className="truncate text-ink-2">
              {place.windowName}, lane {place.lane}
            </span>
          </Button>
        );
      })}
    </fieldset>
  );
}
