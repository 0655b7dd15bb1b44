"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { withdrawPromise } from "@/lib/forecasts/actions";
import type { ForecastOfRelease } from "@/lib/forecasts/input";
import { attempt } from "@/lib/rpc/attempt";
import { formatInstant } from "@/lib/time/format";
import { chanceTone, percentInWords } from "./forecast-words";

type PromiseLineProps = {
  releaseId: string;
  promise: NonNullable<ForecastOfRelease["promise"]>;
  zone: string;
  mayEnd: boolean;
};

/** The date that stakeholders were given, by whom, and how likely it is now. */
export function PromiseLine({ releaseId, promise, zone, mayEnd }: PromiseLineProps) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const { promisedFor, toWhom, givenBy, chance } = promise;
  async function takeBack() {
    const [error] = await attempt(withdrawPromise({ releaseId }));
    if (error) return false;
    void queryClient.invalidateQueries();
    notify({ title: "The promise is taken back" });
    return true;
  }
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 border-line border-t pt-3 text-sm">
      <p className="min-w-0 grow basis-60 wrap-anywhere">
        Promised to {toWhom} for <strong>{formatInstant(promisedFor, zone)}</strong> by {givenBy}.
      </p>
      {chance !== null && <StatusChip tone={chanceTone(chance)}>{percentInWords(chance)} to be kept</StatusChip>}
      {mayEnd && (
        <Button size="sm" variant="quiet" onClick={() => setAsking(true)}>
          Take back…
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsking(false)}
          title="Take the promise back?"
          description={`It was given to ${toWhom}. Tell them: Signalbox does not know how to reach them.`}
          confirmLabel="Take it back"
          onConfirm={takeBack}
        />
      )}
    </div>
  );
}
