"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/ui/use-debounced";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { type TrainDraft, timetableOf } from "./train-draft";

/** Never sent: the query is off while there is no rule. */
const skipped = { zone: "UTC", localStart: "2000-01-01T00:00" };

/** The departures that a timetable would give, asked for while it is written: when the typing rests. */
export function useTrainPreview(draft: TrainDraft) {
  const timetable = timetableOf(draft);
  const written = timetable && JSON.stringify({ ...timetable, environmentIds: draft.environmentIds });
  const asked = useDebounced(written);
  const { data, error, isPlaceholderData } = useQuery({
    ...api.trains.preview.queryOptions({ input: asked ? JSON.parse(asked) : skipped }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isStale = isPlaceholderData || asked !== written;
  return { timetable, data, isStale, refusal: error && !isStale ? refusalOfError(error) : undefined };
}
