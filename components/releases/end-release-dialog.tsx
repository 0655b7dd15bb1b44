"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { withdrawHandoff } from "@/lib/handoffs/actions";
import { sendReleaseBack, withdrawRelease } from "@/lib/releases/actions";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";

export type Ending = "withdraw" | "send_back" | "take_back";

const endings = {
  withdraw: {
    title: "Withdraw",
    description: "It leaves the plan for good; its build's turn with QA ends. The version cannot be used again.",
    confirm: "Withdraw the release",
    done: "withdrawn",
  },
  send_back: {
    title: "Send back",
    description: "It returns to its developers, and the build that failed is no longer accepted.",
    confirm: "Send it back",
    done: "is back with its developers",
  },
  take_back: {
    title: "Take back from QA",
    description: "QA stops with this build. The release is with its developers until they hand over a newer one.",
    confirm: "Take the build back",
    done: "taken back from QA",
  },
} as const;

type EndReleaseDialogProps = { ending: Ending; release: ReleaseDetail; onClose: () => void };

/** Three ways back or out; each asks, says what it does, and wants a reason for the record. */
export function EndReleaseDialog({ ending, release, onClose }: EndReleaseDialogProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const { run, errorOf, refusal } = useFormAction(["reason"]);
  const { title, description, confirm, done } = endings[ending];
  const name = `${release.service.name} ${release.version}`;
  const handoffId = release.rounds[0]?.handoff?.id;
  function call() {
    if (ending === "take_back" && handoffId !== undefined) return withdrawHandoff({ handoffId, reason });
    return ending === "withdraw"
      ? withdrawRelease({ releaseId: release.id, reason })
      : sendReleaseBack({ releaseId: release.id, reason });
  }
  async function end() {
    setTried(true);
    if (reason.trim() === "") return false;
    const ended = await run<unknown>(call);
    void queryClient.invalidateQueries();
    if (ended === undefined) return false;
    notify({ title: `${name} ${done}` });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${title}: ${name}?`}
      description={description}
      confirmLabel={confirm}
      onConfirm={end}
    >
      <Field
        label="Why"
        required
        error={tried && reason.trim() === "" ? "Say why, for the record." : errorOf("reason")}
      >
        <TextArea value={reason} maxLength={1_000} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
      {refusal && <RefusalNotice refusal={refusal} zone={release.zone} />}
    </ConfirmDialog>
  );
}
