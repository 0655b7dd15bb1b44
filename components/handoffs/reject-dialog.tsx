"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import {
  type RejectionCategory,
  type RejectionSeverity,
  rejectionCategories,
  rejectionSeverities,
} from "@/lib/domain/handoff-state";
import { categoryNames } from "@/lib/domain/qa-gate";
import { rejectHandoff } from "@/lib/handoffs/actions";
import type { JudgedBuild } from "./accept-dialog";
import { buildName } from "./queue-words";

const severityHints: Readonly<Record<RejectionSeverity, string>> = {
  minor: "Annoying, but somebody could live with it.",
  major: "Wrong for many, with a way around it.",
  severe: "Nobody should ever get this build.",
};

/** QA's no, with what the developers need to know. */
export function RejectDialog({ build, onClose, zone }: { build: JudgedBuild; onClose: () => void; zone: string }) {
  const form = useId();
  const queryClient = useQueryClient();
  const [category, setCategory] = useState<RejectionCategory>();
  const [severity, setSeverity] = useState<RejectionSeverity>("major");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const { run, pending, errorOf, refusal } = useFormAction(["category", "severity", "reason"]);
  const categoryError = tried && category === undefined ? "Choose what kind of fault it is." : errorOf("category");
  const reasonError = tried && reason.trim() === "" ? "Say what is wrong and how to see it." : errorOf("reason");
  async function reject(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (category === undefined || reason.trim() === "") return;
    const done = await run(() => rejectHandoff({ handoffId: build.handoffId, category, severity, reason }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({ title: `${buildName(build)} sent back`, text: "Its developers see why.", tone: "risk" });
    onClose();
  }
  return (
    <Dialog
      open
      sticky={reason !== ""}
      onOpenChange={(open) => !open && onClose()}
      title={`Reject ${buildName(build)}`}
      description="It goes back to its developers, and nothing ships over it until they hand over a newer build."
      footer={
        <>
          <Button onClick={onClose}>Keep testing</Button>
          <Button type="submit" form={form} variant="danger" pending={pending}>
            Send it back
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={reject} noValidate className="grid gap-4">
        <Field label="What kind of fault" required error={categoryError}>
          <Select
            autoFocus
            value={category ?? ""}
            placeholder="Choose one"
            onChange={(event) => setCategory(event.currentTarget.value as RejectionCategory)}
            options={rejectionCategories.map((value) => ({ value, label: categoryNames[value] }))}
          />
        </Field>
        <RadioGroup
          label="How bad"
          value={severity}
          onChange={(value) => setSeverity(value as RejectionSeverity)}
          options={rejectionSeverities.map((value) => ({ value, label: value, hint: severityHints[value] }))}
        />
        <Field
          label="What is wrong, and how to see it"
          required
          error={reasonError}
          hint="The developers read exactly this."
        >
          <TextArea
            rows={4}
            maxLength={4_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      </form>
    </Dialog>
  );
}
