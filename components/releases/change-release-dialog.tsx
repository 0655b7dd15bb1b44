"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toaster";
import { changeRelease } from "@/lib/releases/actions";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { factsOf, ReleaseFields, releaseFieldNames } from "./release-fields";

/** Changes what a release says of itself, while nobody has signed it off. */
export function ChangeReleaseDialog({ release, onClose }: { release: ReleaseDetail; onClose: () => void }) {
  const form = useId();
  const queryClient = useQueryClient();
  const { kind, summary, databaseChange, downtimeMinutes, rollbackPlan } = release;
  const [draft, setDraft] = useState({
    kind,
    summary,
    databaseChange,
    rollbackPlan,
    downtimeMinutes: String(downtimeMinutes),
  });
  const { run, pending, errorOf, refusal } = useFormAction(releaseFieldNames);
  async function change(event: FormEvent) {
    event.preventDefault();
    const done = await run(() => changeRelease({ releaseId: release.id, ...factsOf(draft) }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({ title: `${release.service.name} ${release.version} changed` });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${release.service.name} ${release.version}`}
      description="Until QA has accepted a build; after that it stays as it was signed off."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={change} noValidate className="grid gap-4">
        <ReleaseFields draft={draft} onChange={setDraft} errorOf={errorOf} />
        {refusal && <RefusalNotice refusal={refusal} zone={release.zone} />}
      </form>
    </Dialog>
  );
}
