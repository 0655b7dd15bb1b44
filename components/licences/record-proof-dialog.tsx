"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import {
  longestValidDays,
  type ProofKind,
  type ProofOutcome,
  proofWords,
  usualValidDays,
} from "@/lib/domain/licence-proof";
import { recordProof } from "@/lib/licences/actions";

type RecordProofDialogProps = { service: { id: string; name: string }; kind: ProofKind; onClose: () => void };

const fields = ["summary", "evidenceUrl", "validDays", "artifactDigest"];

/** What a pipeline usually says by itself, for a person to say. */
export function RecordProofDialog({ service, kind, onClose }: RecordProofDialogProps) {
  const formId = useId();
  const form = useFormAction(fields);
  const queryClient = useQueryClient();
  const [outcome, setOutcome] = useState<ProofOutcome>("passed");
  const { name, says, evidence } = proofWords[kind];
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (field: string) => String(data.get(field) ?? "").trim() || undefined;
    const done = await form.run(() =>
      recordProof({
        service: service.id,
        kind,
        outcome,
        summary: text("summary") ?? "",
        evidenceUrl: text("evidenceUrl"),
        artifactDigest: text("artifactDigest"),
        ...(outcome === "passed" ? { validDays: Number(data.get("validDays")) } : {}),
      }),
    );
    if (done === undefined) return;
    void queryClient.invalidateQueries();
    const { licensed, build } = done.value;
    notify({
      title: licensed ? `${service.name} may deploy at any time` : `${service.name} ships through its windows`,
      text: build?.reason,
      tone: licensed ? "clear" : "waiting",
    });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={`${name} of ${service.name}`}
      description={says}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            Record it
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        <FormRefusal refusal={form.refusal} />
        <RadioGroup
          label="What came of it"
          value={outcome}
          onChange={(value) => setOutcome(value as ProofOutcome)}
          options={[
            { value: "passed", label: "It passed" },
            { value: "failed", label: "It failed", hint: "Ends the licence at once, until a newer proof passes." },
          ]}
        />
        <Field label="What proves it" required error={form.errorOf("summary")} hint={evidence}>
          <TextInput name="summary" required maxLength={500} autoComplete="off" />
        </Field>
        <Field
          label="Where to look"
          error={form.errorOf("evidenceUrl")}
          hint="The run, the report, the page of the drill."
        >
          <TextInput name="evidenceUrl" type="url" mono maxLength={2_000} autoComplete="off" />
        </Field>
        {kind === "regression_tests" && (
          <Field
            label="Artifact digest"
            error={form.errorOf("artifactDigest")}
            hint="Of the build that was tested. If it passed, exactly that build is accepted in a tester's place."
          >
            <TextInput name="artifactDigest" mono placeholder="sha256:…" autoComplete="off" maxLength={80} />
          </Field>
        )}
        {outcome === "passed" && (
          <Field label="Holds for, days" required error={form.errorOf("validDays")}>
            <TextInput
              name="validDays"
              type="number"
              min={1}
              max={longestValidDays}
              required
              defaultValue={usualValidDays[kind]}
            />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
