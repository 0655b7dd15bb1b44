"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { stepForMany } from "@/lib/handoffs/actions";
import type { JudgedBuild } from "./accept-dialog";
import { buildName } from "./queue-words";

type ReassignDialogProps = {
  builds: readonly JudgedBuild[];
  testers: readonly { id: string; name: string }[];
  onClose: () => void;
  onDone: () => void;
  zone: string;
};

/** Gives builds to another tester, who is told who did it and why. */
export function ReassignDialog({ builds, testers, onClose, onDone, zone }: ReassignDialogProps) {
  const form = useId();
  const queryClient = useQueryClient();
  const [personId, setPersonId] = useState("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [left, setLeft] = useState<readonly { handoffId: string; message: string }[]>([]);
  const { run, pending, errorOf, refusal } = useFormAction(["personId", "reason"]);
  const [only] = builds;
  const what = builds.length === 1 && only !== undefined ? buildName(only) : `${builds.length} builds`;
  async function give(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (personId === "" || reason.trim() === "") return;
    const handoffIds = builds.map(({ handoffId }) => handoffId);
    const done = await run(() => stepForMany({ step: "reassign", handoffIds, personId, reason }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    setLeft(done.value.refused);
    const name = testers.find(({ id }) => id === personId)?.name ?? "them";
    const count = done.value.done.length;
    if (count > 0)
      notify({ title: builds.length === 1 ? `${what} is with ${name} now` : `${count} are with ${name} now` });
    if (done.value.refused.length === 0) onDone();
  }
  return (
    <Dialog
      open
      sticky={reason !== ""}
      onOpenChange={(open) => !open && onClose()}
      title={`Give ${what} to somebody`}
      description="It is in their hands at once, and what was ticked off so far stays."
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Give it to them
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={give} noValidate className="grid gap-4">
        <Field
          label="Who tests it"
          required
          error={tried && personId === "" ? "Choose somebody." : errorOf("personId")}
        >
          <Select
            autoFocus
            value={personId}
            placeholder="Choose a tester"
            onChange={(event) => setPersonId(event.currentTarget.value)}
            options={testers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field
          label="Why"
          required
          error={tried && reason.trim() === "" ? "Say why, so that they know." : errorOf("reason")}
        >
          <TextArea value={reason} maxLength={1_000} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
        {left.map(({ handoffId, message }) => (
          <Notice key={handoffId} tone="risk" role="alert" title={message} />
        ))}
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      </form>
    </Dialog>
  );
}
