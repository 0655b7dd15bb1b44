"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { acceptHandoff } from "@/lib/handoffs/actions";
import type { QueueCard } from "@/lib/handoffs/input";
import { buildName } from "./queue-words";

export type JudgedBuild = Pick<QueueCard, "handoffId" | "service" | "version" | "number">;
type VerdictDialogProps = { build: JudgedBuild; onClose: () => void; zone: string };

/** QA's yes. It asks once, because it lets exactly this build leave. */
export function AcceptDialog({ build, onClose, zone }: VerdictDialogProps) {
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const { run, pending, errorOf, refusal } = useFormAction(["note"]);
  async function accept() {
    const done = await run(() => acceptHandoff({ handoffId: build.handoffId, note }));
    await queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({ title: `${buildName(build)} accepted`, text: "It may leave when its slot opens." });
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Accept ${buildName(build)}?`}
      description="Exactly this build may then leave. A newer build would have to be judged again."
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="accept" pending={pending} onClick={accept} autoFocus>
            Accept rc {build.number}
          </Button>
        </>
      }
    >
      <Field label="Note" error={errorOf("note")}>
        <TextArea value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2_000} />
      </Field>
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </Dialog>
  );
}
