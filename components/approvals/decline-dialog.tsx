"use client";

import { type FormEvent, useId, useState } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";
import { entryTitle } from "./approval-words";
import { useSign } from "./use-sign";

/** No, and why. It stops the slot until this person changes their mind or what would be deployed changes. */
export function DeclineDialog({ entry, onClose }: { entry: InboxEntry; onClose: () => void }) {
  const form = useId();
  const [comment, setComment] = useState("");
  const [tried, setTried] = useState(false);
  const { sign, pending, errorOf, refusal } = useSign(entry);
  async function decline(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (comment.trim() !== "" && (await sign("decline", comment))) onClose();
  }
  return (
    <Dialog
      open
      sticky={comment !== ""}
      onOpenChange={(open) => !open && onClose()}
      title={`Decline ${entryTitle(entry)}`}
      description="The slot does not open until you change your mind, or what would be deployed changes."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" form={form} variant="danger" pending={pending}>
            Decline
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={decline} noValidate className="grid gap-4">
        <Field
          label="Why"
          required
          hint="Whoever booked the slot reads this."
          error={tried && comment.trim() === "" ? "Say why, so that somebody can mend it." : errorOf("comment")}
        >
          <TextArea
            autoFocus
            value={comment}
            maxLength={2_000}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        </Field>
        {refusal && <RefusalNotice refusal={refusal} zone={entry.environment.zone} />}
      </form>
    </Dialog>
  );
}
