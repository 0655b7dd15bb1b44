"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { api } from "@/lib/rpc/client";
import { formatRange } from "@/lib/time/format";
import { cancelOccurrence, restoreOccurrence } from "@/lib/windows/actions";
import type { ActedOn } from "./opening-acts";

type CancelOpeningDialogProps = {
  window: { name: string; zone: string };
  opening: ActedOn;
  onClose: () => void;
};

/** Cancels one opening; says first which slots would be given up with it. */
export function CancelOpeningDialog({ window, opening, onClose }: CancelOpeningDialogProps) {
  const form = useFormAction();
  const [reason, setReason] = useState("");
  const occurrenceId = opening.id;
  const { data } = useQuery(api.windows.opening.queryOptions({ input: { occurrenceId } }));
  const booked = (data?.slots ?? []).filter(({ status }) => status === "booked");
  const when = formatRange(opening.during, window.zone);

  async function cancel() {
    const slots = booked.length > 0 ? ("cancel" as const) : ("refuse" as const);
    const done = await form.run(() => cancelOccurrence({ occurrenceId, reason, slots }));
    if (!done) return false;
    const { cancelledSlots } = done.value;
    notify({
      title: "The opening was cancelled",
      text: cancelledSlots === 0 ? when : `${when}. ${slotsInWords(cancelledSlots)} given up with it.`,
      // What is given up cannot be taken back with it, so nothing pretends to.
      undo: cancelledSlots === 0 ? takeBack(() => restoreOccurrence({ occurrenceId })) : undefined,
    });
    return true;
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Cancel this opening?"
      description={`${window.name}, ${when}. The other openings stay.`}
      confirmLabel={booked.length === 0 ? "Cancel the opening" : "Cancel it with its slots"}
      onConfirm={cancel}
    >
      <FormRefusal refusal={form.refusal} />
      {booked.length > 0 && (
        <Notice tone="risk" title={`${slotsInWords(booked.length)} given up with it`}>
          <ul className="grid gap-0.5">
            {booked.map(({ id, name, during }) => (
              <li key={id}>
                {name || "A slot"}, {formatRange(during, window.zone)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Field label="Why" error={form.errorOf("reason")}>
        <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </ConfirmDialog>
  );
}

const slotsInWords = (count: number) => (count === 1 ? "1 slot is" : `${count} slots are`);
