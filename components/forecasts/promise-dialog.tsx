"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { givePromise } from "@/lib/forecasts/actions";
import { formatInstant } from "@/lib/time/format";
import { instantOfWallTime, wallTimeAt } from "@/lib/time/zone";
import { percentInWords } from "./forecast-words";

type PromiseDialogProps = { releaseId: string; name: string; zone: string; p85?: Date; onClose: () => void };

/** Gives stakeholders a date; the date that most runs make is proposed. */
export function PromiseDialog({ releaseId, name, zone, p85, onClose }: PromiseDialogProps) {
  const formId = useId();
  const queryClient = useQueryClient();
  const [at, setAt] = useState(p85 ? wallTimeAt(p85, zone) : "");
  const [toWhom, setToWhom] = useState("");
  const form = useFormAction(["promisedFor", "toWhom"]);
  async function promise() {
    if (at === "") return;
    const promisedFor = instantOfWallTime(at, zone).instant;
    const done = await form.run(() => givePromise({ releaseId, promisedFor: promisedFor.toISOString(), toWhom }));
    if (!done) return;
    void queryClient.invalidateQueries();
    const { chance } = done.value;
    notify({
      title: `${name} is promised for ${formatInstant(promisedFor, zone)}`,
      text: chance === null ? undefined : `The chance to keep it is ${percentInWords(chance)}.`,
    });
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      sticky
      title={`Promise a date for ${name}`}
      description={
        p85
          ? `85 % of all runs have left by ${formatInstant(p85, zone)}.`
          : "Its people are told when it turns unlikely."
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={form.pending}>
            Promise it
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void promise();
        }}
      >
        <Field label="Out by" required error={form.errorOf("promisedFor")}>
          <DateTimeInput zone={zone} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
        </Field>
        <Field label="To whom" required error={form.errorOf("toWhom")} hint="The campaign team, a customer, the board.">
          <TextInput maxLength={200} value={toWhom} onChange={(event) => setToWhom(event.currentTarget.value)} />
        </Field>
        {form.refusal && <RefusalNotice refusal={form.refusal} zone={zone} />}
      </form>
    </Dialog>
  );
}
