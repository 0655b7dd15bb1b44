"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/rpc/client";
import { type ChosenPlace, placeInput } from "./place";

type PlaceWarningsProps = { environmentId: string; place: ChosenPlace; releaseIds: string[]; slotId?: string };

/** What a slot would get in the way of at a place. Said before the button is pressed, and never in its way. */
export function PlaceWarnings({ environmentId, place, releaseIds, slotId }: PlaceWarningsProps) {
  const { during, ...where } = placeInput(place, environmentId);
  const { data } = useQuery({
    ...api.slots.warnings.queryOptions({ input: { ...where, ...during, releaseIds, slotId } }),
    enabled: releaseIds.length > 0,
    placeholderData: keepPreviousData,
  });
  const warnings = releaseIds.length === 0 ? [] : (data?.warnings ?? []);
  return (
    <div aria-live="polite">
      {warnings.length > 0 && (
        <Notice
          tone="waiting"
          title={warnings.length === 1 ? "One thing to think of" : `${warnings.length} things to think of`}
        >
          <ul className="grid gap-1">
            {warnings.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
