"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { endSeries } from "@/lib/slots/actions";
import type { SeriesRow } from "./series-list";

/** Ends a recurring booking, and asks what becomes of its coming slots. */
export function EndSeriesDialog({ series, onClose }: { series: SeriesRow; onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [cancel, setCancel] = useState<"empty" | "all">("empty");
  const empty = series.coming.filter(({ releases }) => releases.length === 0).length;
  const all = series.coming.length;
  const slots = (count: number) => `${count} ${count === 1 ? "slot" : "slots"}`;
  async function end() {
    const done = await form.run(() => endSeries({ seriesId: series.id, cancel }));
    if (!done) return false;
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({
      title: `${series.name} was ended`,
      text: `${slots(done.value.cancelled)} given up${done.value.kept > 0 ? `, ${done.value.kept} kept` : ""}.`,
      tone: "neutral",
    });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`End ${series.name}?`}
      description="What is given up is free for others at once, and this cannot be undone. Releases stay as they are."
      confirmLabel="End it"
      onConfirm={end}
    >
      <RadioGroup
        label="Its coming slots"
        value={cancel}
        onChange={(chosen) => setCancel(chosen === "all" ? "all" : "empty")}
        options={[
          { value: "empty", label: `Give up those that ship nothing yet (${slots(empty)})` },
          { value: "all", label: `Give up all of them (${slots(all)})` },
        ]}
      />
      <FormRefusal refusal={form.refusal} />
    </ConfirmDialog>
  );
}
