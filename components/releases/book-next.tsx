"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { usualMinutes } from "@/components/slots/place";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { RemarkList } from "@/components/slots/remark-list";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toaster";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { api } from "@/lib/rpc/client";
import { bookSlot, cancelSlot } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";

/** The free place that suits a release best, at the last stop of its path, to be booked with one press; or why there is none. */
export function BookNext({ release }: { release: ReleaseDetail }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [booked, setBooked] = useState(false);
  const environment = release.environments.at(-1);
  const input = {
    environmentId: environment?.id ?? "",
    durationMinutes: Math.max(usualMinutes, release.downtimeMinutes),
    releaseIds: [release.id],
    limit: 1,
  };
  const bookable = release.may.book && !unbookableReleaseStates.includes(release.status) && environment !== undefined;
  const { data } = useQuery({ ...api.slots.freeRanges.queryOptions({ input }), enabled: bookable && !booked });
  if (!bookable || booked) return null;
  if (data === undefined) return <Skeleton className="h-9 w-64" />;
  const [place] = data.places;
  if (place === undefined) {
    return <Notice tone="waiting" title={`${environment.name} has no free place`} rules={data.none} />;
  }
  const { occurrenceId, lane, during, zone, windowName, remarks } = place;
  if (occurrenceId === null) return null;

  async function book() {
    const range = { start: during.start.toISOString(), end: during.end.toISOString() };
    const done = await form.run(() =>
      bookSlot({ occurrenceId: occurrenceId ?? undefined, lane, during: range, releaseIds: [release.id] }),
    );
    void queryClient.invalidateQueries();
    if (!done) return;
    setBooked(true);
    const { slotId } = done.value;
    notify({
      title: "Slot booked",
      text: `${environment?.name}, ${formatRange(during, zone)}`,
      undo: takeBack(async () => {
        const answer = await cancelSlot({ slotId, reason: "Booked by mistake." });
        if (!answer[0]) setBooked(false);
        void queryClient.invalidateQueries();
        return answer;
      }),
    });
  }

  return (
    <div className="grid justify-items-center gap-1.5">
      <Button variant="primary" pending={form.pending} onClick={book}>
        Book next free slot
      </Button>
      <p className="text-sm">
        {formatRange(during, zone)}, {windowName}, lane {lane}
      </p>
      <RemarkList remarks={remarks} />
      {form.refusal && <RefusalNotice refusal={form.refusal} zone={zone} />}
    </div>
  );
}
