"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import { planPostponed } from "@/lib/slots/actions";
import type { PostponedRow } from "@/lib/slots/input/postponed";
import { formatRange } from "@/lib/time/format";

/** Takes the proposed place. What is free may have changed since it was shown: the notice says where it really went. */
export function PlanPostponed({ row, name }: { row: PostponedRow; name: string }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  async function plan() {
    const done = await form.run(() => planPostponed({ postponementId: row.id }));
    void queryClient.invalidateQueries();
    if (!done) return;
    notify({ title: `${name} is planned again`, text: formatRange(done.value.during, row.environment.zone) });
  }
  return (
    <>
      <Button size="sm" variant="primary" pending={form.pending} onClick={plan} aria-label={`Plan now: ${name}`}>
        Plan now
      </Button>
      {form.refusal && (
        <div className="basis-full">
          <FormRefusal refusal={form.refusal} />
        </div>
      )}
    </>
  );
}
