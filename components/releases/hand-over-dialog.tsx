"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { notify } from "@/components/ui/toaster";
import { handOver } from "@/lib/handoffs/actions";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { type BuildDraft, buildOf, emptyBuild, HandOverFields, handOverFieldNames } from "./hand-over-fields";

/** Gives QA the next build of a release: the same door that a pipeline uses. */
export function HandOverDialog({ release, onClose }: { release: ReleaseDetail; onClose: () => void }) {
  const form = useId();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<BuildDraft>(emptyBuild);
  const [knownNumber, setKnownNumber] = useState<number>();
  const { run, pending, errorOf, refusal } = useFormAction(handOverFieldNames);
  const name = `${release.service.name} ${release.version}`;
  const number = (release.rounds[0]?.number ?? 0) + 1;
  const live = release.rounds[0]?.handoff;
  const supersedes = live && ["queued", "testing", "accepted"].includes(live.status);
  async function give(event: FormEvent) {
    event.preventDefault();
    setKnownNumber(undefined);
    const { id: service } = release.service;
    const done = await run(() => handOver({ service, version: release.version, ...buildOf(draft) }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    if (!done.value.created) return setKnownNumber(done.value.number);
    notify({ title: `${name} rc ${done.value.number} handed over`, text: "It waits in QA's queue." });
    onClose();
  }
  return (
    <Dialog
      open
      sticky={draft !== emptyBuild}
      onOpenChange={(open) => !open && onClose()}
      title={`Hand over ${name} rc ${number}`}
      description={
        supersedes
          ? `It supersedes rc ${number - 1}, whatever QA said of that; approvals for it go stale.`
          : "A build never changes; the next one becomes the next rc."
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Hand over rc {number}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={give} noValidate className="grid gap-4">
        <HandOverFields draft={draft} onChange={setDraft} errorOf={errorOf} />
        {knownNumber !== undefined && (
          <Notice tone="waiting" role="alert" title={`This artifact is rc ${knownNumber} already`}>
            Nothing was changed: the same artifact keeps its verdict. Build a new one and hand that over.
          </Notice>
        )}
        {refusal && <RefusalNotice refusal={refusal} zone={release.zone} />}
      </form>
    </Dialog>
  );
}
