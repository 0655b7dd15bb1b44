"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { liftFreeze, stopTheLine } from "@/lib/freezes/actions";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import type { StopPreview } from "./freeze-row";
import { HitList } from "./hit-list";

const shown = 4;

/** Everything, or one environment, closed from now until somebody lifts it. Says first whom that hits. */
export function StopTheLineDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [environmentId, setEnvironmentId] = useState("");
  const [reason, setReason] = useState("");
  const where = environmentId === "" ? {} : { environmentId };
  const { data: places } = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const { data: preview, error } = useQuery(api.freezes.previewStop.queryOptions({ input: where }));
  async function stop() {
    const done = await form.run(() => stopTheLine({ ...where, reason }));
    if (!done) return false;
    const { freezeId } = done.value;
    void queryClient.invalidateQueries();
    notify({
      title: "The line is stopped",
      text: "Nothing opens until it is lifted.",
      tone: "risk",
      undo: takeBack(() => liftFreeze({ freezeId })),
    });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Stop the line?"
      description="From now on nothing opens, hotfixes included, until somebody lifts it. What is open goes on, and ways back stay open."
      confirmLabel="Stop the line"
      cancelLabel="Keep it running"
      onConfirm={stop}
    >
      <div className="grid gap-4">
        <Field label="What" required>
          <Select
            value={environmentId}
            onChange={(event) => setEnvironmentId(event.currentTarget.value)}
            options={[
              { value: "", label: "Every environment" },
              ...(places?.environments ?? []).map(({ id, name }) => ({ value: id, label: `Only ${name}` })),
            ]}
          />
        </Field>
        <Field label="Reason" hint="Stands in the banner on every page.">
          <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <section aria-label="Who is hit" aria-live="polite" className="grid gap-2">
          {error && <Notice tone="risk">{refusalOfError(error).message}</Notice>}
          {!preview && !error && <Skeleton lines={2} />}
          {preview && <WhoIsHit preview={preview} />}
        </section>
        <FormRefusal refusal={form.refusal} />
      </div>
    </ConfirmDialog>
  );
}

function WhoIsHit({ preview }: { preview: StopPreview }) {
  const { stopped, total, withinDay, hits } = preview;
  if (stopped) return <Notice tone="waiting">The line is stopped there already.</Notice>;
  if (total === 0) return <p className="text-ink-2">No booked slot is hit.</p>;
  return (
    <>
      <p>
        <strong className="font-semibold">{total === 1 ? "1 booked slot" : `${total} booked slots`}</strong> cannot open
        while it stands, {withinDay === 0 ? "none" : withinDay} of {total === 1 ? "it" : "them"} within a day.
      </p>
      <HitList hits={hits.slice(0, shown)} />
      {total > shown && <p className="text-ink-2 text-sm">and {total - shown} more</p>}
    </>
  );
}
