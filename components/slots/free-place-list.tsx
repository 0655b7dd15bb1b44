"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { formatRange } from "@/lib/time/format";
import { type ChosenPlace, placeKey } from "./place";
import { RemarkList } from "./remark-list";

type FreePlaceListProps = {
  request: { environmentId: string; durationMinutes: number; notBefore?: string; exceptSlotId?: string };
  releaseId?: string;
  zone: string;
  title: string;
  chosen?: ChosenPlace;
  /** A place that is no proposal: where the slot stands. */
  without?: ChosenPlace;
  onChoose: (place: ChosenPlace) => void;
  /** What can be done where there is no room at all. */
  otherwise?: ReactNode;
};

/** The free places that suit best, each with what speaks for it, to take one with a press; or why there is none. */
export function FreePlaceList(props: FreePlaceListProps) {
  const { request, releaseId, zone, title, chosen, without, onChoose, otherwise } = props;
  const releaseIds = releaseId ? [releaseId] : [];
  const { data } = useQuery({
    ...api.slots.freeRanges.queryOptions({ input: { ...request, releaseIds, limit: without ? 4 : 3 } }),
    placeholderData: keepPreviousData,
  });
  const places = (data?.places ?? []).filter((place) => !without || placeKey(place) !== placeKey(without)).slice(0, 3);
  if (data === undefined) return <Skeleton lines={3} className="h-8!" />;
  if (data.places.length === 0) {
    return <Notice tone="waiting" title="There is no free place" rules={data.none} action={otherwise} />;
  }
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
            className={clsx("justify-start! py-1.5 font-normal!", isChosen && "border-accent! bg-accent-ground!")}
          >
            <span className="grid min-w-0 gap-0.5">
              <span className="flex flex-wrap gap-x-1.5">
                <span className="font-medium">{formatRange(place.during, zone)}</span>
                <span className="text-ink-2">
                  {place.windowName}, lane {place.lane}
                </span>
              </span>
              <RemarkList remarks={place.remarks} />
            </span>
          </Button>
        );
      })}
    </fieldset>
  );
}
