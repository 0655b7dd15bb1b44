"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { PolicyRehearsal } from "@/components/plans/rehearsals";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { notify } from "@/components/ui/toaster";
import { changePolicy } from "@/lib/approvals/actions";
import type { EnvironmentPolicy } from "@/lib/approvals/input/policy-output";
import { type ApprovalTimeCover, approvalTimeCovers } from "@/lib/domain/approval-content";
import { api } from "@/lib/rpc/client";
import { PolicyEffects } from "./policy-effects";
import { coverNames } from "./policy-words";
import { type StageCounts, StageFields, stagesOf } from "./stage-fields";

type PolicyDialogProps = { policy: EnvironmentPolicy; zone: string; onClose: () => void };

/** A new version of a policy, with what it would do shown while it is being made. */
export function PolicyDialog({ policy: { environment, versions }, zone, onClose }: PolicyDialogProps) {
  const form = useId();
  const queryClient = useQueryClient();
  const current = versions[0];
  const [counts, setCounts] = useState<StageCounts>(
    Object.fromEntries((current?.stages ?? []).map(({ role, required }) => [role, String(required)])),
  );
  const [authorExcluded, setAuthorExcluded] = useState(current?.authorExcluded ?? true);
  const [coversTime, setCoversTime] = useState<ApprovalTimeCover>(current?.coversTime ?? "occurrence");
  const { run, pending, refusal } = useFormAction();
  const stages = stagesOf(counts);
  const valid = stages.every(({ required }) => Number.isInteger(required) && required >= 1 && required <= 20);
  const rules = { environmentId: environment.id, stages, authorExcluded, coversTime };
  const preview = useQuery(
    api.approvals.previewPolicy.queryOptions({ input: rules, enabled: valid, placeholderData: (before) => before }),
  );
  async function save(event: FormEvent) {
    event.preventDefault();
    if (!valid) return;
    const done = await run(() => changePolicy({ ...rules, expectedVersion: current?.version ?? 0 }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    const { created, version } = done.value;
    notify({ title: created ? `${environment.name}: policy version ${version}` : "Nothing to change" });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={`Policy of ${environment.name}`}
      description={`Becomes version ${(current?.version ?? 0) + 1}.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending} disabled={!valid}>
            Save the new version
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate className="grid gap-5">
        <StageFields
          counts={counts}
          onChange={setCounts}
          peopleIn={(role) => preview.data?.people.find((each) => each.role === role)?.count}
          error={valid ? undefined : "Use whole numbers from 0 to 20."}
        />
        <Checkbox
          label="Authors cannot approve"
          hint="Whoever wrote, built, handed over, submitted or booked it. Without this every screen says that authors may approve."
          checked={authorExcluded}
          onChange={(event) => setAuthorExcluded(event.currentTarget.checked)}
        />
        <RadioGroup
          label="How much of the time is signed"
          value={coversTime}
          onChange={(value) => setCoversTime(value as ApprovalTimeCover)}
          options={approvalTimeCovers.map((value) => ({
            value,
            label: coverNames[value].name,
            hint: coverNames[value].hint,
          }))}
        />
        <PolicyEffects preview={valid ? preview.data : undefined} authorExcluded={authorExcluded} stages={stages} />
        <PolicyRehearsal input={valid ? rules : undefined} />
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      </form>
    </Dialog>
  );
}
